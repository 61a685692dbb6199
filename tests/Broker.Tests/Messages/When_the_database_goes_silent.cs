using System.Diagnostics;
using System.Net;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Networks;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>A database whose network drops every packet: no end of a connection, no refusal.</summary>
public sealed class When_the_database_goes_silent(TestBed bed)
{
    /// <summary>Far below the 20 s a statement waits for its answer, and the 15 s a connection does.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Publishes_are_refused_soon_with_one_line_a_second_and_taken_again_when_it_is_back()
    {
        NetworkLink? link = null;
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan
        {
            Workers = 0,
            WayToDatabase = text =>
            {
                (link, var way) = NetworkLink.ToDatabase(text);
                return way;
            },
        });
        await using var way = link!;
        Assert.Equal(HttpStatusCode.OK, await PublishAsync(system));
        way.Stall();

        // The first one is under way when the ledger is found to be away.
        var waited = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PublishAsync(system));
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, Soon + Soon);
        waited.Restart();
        for (var number = 0; number < 50; number++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await PublishAsync(system));
        }

        Assert.InRange(waited.Elapsed, TimeSpan.Zero, Soon);
        var lines = system.Api.Output.Lines.Where(line => line.Contains("was answered with 503", StringComparison.Ordinal)).ToList();
        Assert.InRange(lines.Count, 1, 12);
        Assert.DoesNotContain(system.Api.Output.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));

        way.Heal();
        await Eventually.TrueAsync(async () => await PublishAsync(system) == HttpStatusCode.OK, "publishes to be taken again");
    }

    private static async Task<HttpStatusCode> PublishAsync(Deployment system)
    {
        using var answer = await system.Api.Http.PostAsync("v2/publish/http://127.0.0.1:9/nowhere", new StringContent("x"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}

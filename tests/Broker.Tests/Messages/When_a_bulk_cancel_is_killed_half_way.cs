using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_a_bulk_cancel_is_killed_half_way(TestBed bed)
{
    private const int Batches = 8;
    private const int BatchSize = 500;

    [Fact]
    public async Task It_goes_on_after_the_restart_and_cancels_each_message_once()
    {
        var plan = new DeploymentPlan
        {
            Workers = 1,
            Settings = new Dictionary<string, string>
            {
                ["BusQStash__BulkActions__GroupSize"] = "10",
                ["BusQStash__BulkActions__Hold"] = "00:00:02",
            },
        };
        await using var system = await Deployment.StartAsync(bed, plan);
        var hook = system.Destination.AddHook();
        var ids = await PublishAsync(system, hook.Url, "doomed");
        var kept = await system.Calls.PublishAsync(hook.Url, "kept", ("Upstash-Delay", "1h"), ("Upstash-Label", "kept"));

        var action = await system.Calls.CancelManyAsync("label=doomed&async=true");
        await Eventually.TrueAsync(async () => (await system.Calls.BulkActionAsync(action)).Processed > 100, "the first groups");
        await system.Api.KillAsync();
        await system.Api.StartAsync();

        var found = await system.Calls.BulkActionAsync(action);
        Assert.True(found is { State: "IN_PROGRESS", Processed: < Batches * BatchSize }, $"Not killed half-way: {found}");
        await Eventually.TrueAsync(
            async () => (await system.Calls.BulkActionAsync(action)).State == "FINISHED", "the end of the action", TimeSpan.FromMinutes(1));
        found = await system.Calls.BulkActionAsync(action);
        Assert.Equal((Batches * BatchSize, Batches * BatchSize), (found.Total, found.Processed));
        Assert.False(await system.Calls.IsOpenAsync(ids[0]) || await system.Calls.IsOpenAsync(ids[^1]));
        Assert.True(await system.Calls.IsOpenAsync(kept));
        Assert.Empty(hook.Requests);
    }

    private static async Task<IReadOnlyList<string>> PublishAsync(Deployment system, string url, string label)
    {
        List<string> ids = [];
        for (var batch = 0; batch < Batches; batch++)
        {
            ids.AddRange(await system.Calls.BatchAsync(Enumerable.Range(0, BatchSize).Select(n => new
            {
                destination = url,
                queue = n % 5 == 0 ? "doomed" : null,
                headers = new Dictionary<string, string> { ["Upstash-Label"] = label, ["Upstash-Delay"] = "1h" },
                body = $"{batch} {n}",
            })));
        }

        return ids;
    }
}

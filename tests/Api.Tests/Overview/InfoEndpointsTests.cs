using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Overview;

public sealed class InfoEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Tells_what_the_server_is_and_what_the_token_may_do()
    {
        var full = (await api.CallAsync("GET", "/busqstash/info")).Expect(200).Json;
        Assert.Equal(("full", "sqlite", "inmemory"), (Text(full, "access"), Text(full, "ledger"), Text(full, "transport")));
        Assert.Equal((604_800_000L, 10_000), (full["retention"]!["finishedMs"]!.GetValue<long>(), full["limits"]!["counted"]!.GetValue<int>()));
        Assert.NotEmpty(Text(full, "version"));

        var read = (await api.CallAsync("GET", "/busqstash/info", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(200).Json;
        Assert.Equal("read", Text(read, "access"));
    }

    [Fact]
    public async Task Whoever_comes_while_four_are_looking_is_told_to_come_again()
    {
        var gate = api.Services.GetRequiredService<LookGate>();
        for (var i = 0; i < LookGate.AtOnce; i++)
        {
            Assert.True(await gate.TryEnterAsync(TestContext.Current.CancellationToken));
        }

        using var busy = await api.Client.GetAsync("/busqstash/queues", TestContext.Current.CancellationToken);
        Assert.Equal((503, "1"), ((int)busy.StatusCode, Assert.Single(busy.Headers.GetValues("Retry-After"))));
        Assert.Equal(200, (await api.CallAsync("GET", "/busqstash/info")).Status);
        for (var i = 0; i < LookGate.AtOnce; i++)
        {
            gate.Leave();
        }

        Assert.Equal(200, (await api.CallAsync("GET", "/busqstash/queues")).Status);
    }

    private static string Text(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<string>();
}

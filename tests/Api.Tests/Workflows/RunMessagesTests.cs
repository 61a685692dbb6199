using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Workflows;

/// <summary>Messages of runs among all others.</summary>
public sealed class RunMessagesTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();
    private readonly RunDriver _runs;

    public RunMessagesTests() => _runs = new RunDriver(_api);

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("?label=mixed")]
    [InlineData("?url=https://app.example.com/wf&host=app.example.com")]
    [InlineData("")]
    public async Task A_cancel_of_messages_leaves_runs_what_they_live_by(string query)
    {
        var first = await _runs.StartAsync("wfr_lives", "payload", ("Upstash-Label", "mixed"));
        var plain = (await _api.PublishAsync(RunDriver.Url, "", ("Upstash-Label", "mixed"), ("Upstash-Delay", "1h"))).Expect(200).MessageId;

        Assert.Equal(1, (await _api.CallAsync("DELETE", $"/v2/messages{query}")).Expect(200).Json["cancelled"]!.GetValue<int>());

        await Eventually.TrueAsync(async () => (await _api.StoredAsync(plain)).State == MessageState.Canceled, "the end of the plain message");
        Assert.True((await _api.StoredAsync(first)).State < MessageState.Delivered);
    }

    [Fact]
    public async Task So_does_one_by_their_ids()
    {
        var first = await _runs.StartAsync("wfr_lives");
        Assert.Equal(0, (await _api.CallAsync("DELETE", $"/v2/messages?messageIds={first}")).Expect(200).Json["cancelled"]!.GetValue<int>());
        (await _api.CallAsync("DELETE", $"/v2/messages/{first}")).ExpectError(400, "workflow run");
        Assert.True((await _api.StoredAsync(first)).State < MessageState.Delivered);

        (await _api.CallAsync("DELETE", "/v2/workflows/runs/wfr_lives")).Expect(200);
        (await _api.CallAsync("DELETE", $"/v2/messages/{first}")).ExpectError(404, first);
    }

    [Theory]
    [InlineData("")]
    [InlineData("state=CREATED")]
    [InlineData("label=logged")]
    [InlineData("label=logged&state=CREATED,ACTIVE,DELIVERED&order=earliestFirst")]
    [InlineData("url=https://app.example.com/wf&host=app.example.com")]
    [InlineData("callerIp=127.0.0.1")]
    public async Task The_logs_of_messages_leave_them_to_the_logs_of_runs(string query)
    {
        var first = await _runs.StartAsync("wfr_logged", "payload", ("Upstash-Label", "logged"));
        var step = (await _runs.SubmitAsync("wfr_logged", RunDriver.Run(1))).MessageId;
        var plain = (await _api.PublishAsync(RunDriver.Url, "", ("Upstash-Label", "logged"))).Expect(200).MessageId;

        foreach (var path in new[] { "events", "logs" })
        {
            Assert.Equal([plain], await LoggedAsync($"{path}?{query}"));
            Assert.Equal(new[] { first, plain, step }.Order(), (await LoggedAsync($"{path}?{query}&source=all")).Order());
            Assert.Empty(await LoggedAsync($"{path}?messageId={step}"));
            Assert.Equal([plain], await LoggedAsync($"{path}?messageIds={step},{plain}"));
        }

        Assert.NotEmpty(await _runs.EventsAsync("wfr_logged", $"&messageId={step}"));
    }

    [Fact]
    public async Task A_page_without_them_is_as_long_as_any_other()
    {
        List<string> plain = [];
        for (var i = 0; i < 3; i++)
        {
            plain.Add((await _api.PublishAsync("https://example.com/plain", "")).Expect(200).MessageId);
            await _runs.StartAsync($"wfr_between{i}");
        }

        var page = (await _api.CallAsync("GET", "/v2/logs?count=2&order=earliestFirst")).Expect(200).Json;

        Assert.Equal(plain[..2], page["logs"]!.AsArray().Select(entry => entry!["messageId"]!.GetValue<string>()));
        Assert.Equal(plain[2..], await LoggedAsync($"logs?order=earliestFirst&cursor={page["cursor"]}"));
    }

    [Fact]
    public async Task A_sleep_can_be_cut_short()
    {
        await _runs.StartAsync("wfr_asleep");
        var sleep = (await _runs.SubmitAsync("wfr_asleep", """{"stepId":1,"stepName":"nap","stepType":"SleepFor","sleepFor":3600,"concurrent":1}""", ("Upstash-Delay", "3600s"))).MessageId;
        var until = (await _api.StoredAsync(sleep)).NotBefore;

        (await _api.CallAsync("POST", $"/v2/messages/{sleep}/retry")).Expect(200);

        Assert.InRange((await _api.StoredAsync(sleep)).NotBefore, DateTimeOffset.UnixEpoch, until.AddMinutes(-50));
    }

    private async Task<List<string>> LoggedAsync(string target) =>
        [.. (await _api.CallAsync("GET", $"/v2/{target}")).Expect(200).Json["events"]!.AsArray().Select(entry => entry!["messageId"]!.GetValue<string>())];
}

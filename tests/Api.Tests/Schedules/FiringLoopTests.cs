using System.Diagnostics;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Schedules;

public sealed class FiringLoopTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public FiringLoopTests()
    {
        _api.Settings["BusQStash:Schedules:PollEvery"] = "00:01:00";
        _api.Settings["BusQStash:Schedules:MaxSchedules"] = "1";
    }

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_schedule_made_here_fires_at_once_and_at_every_instant_without_a_look_in_between()
    {
        var clock = Stopwatch.StartNew();
        var id = (await CreateAsync()).Expect(200).Json["scheduleId"]!.GetValue<string>();
        await Eventually.TrueAsync(() => _api.Bus.Published.Count >= 3, "three firings");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));

        (await _api.CallAsync("PATCH", $"/v2/schedules/{id}/pause")).Expect(200);
        (await _api.CallAsync("PATCH", $"/v2/schedules/{id}/resume")).Expect(200);
        var before = _api.Bus.Published.Count;
        await Eventually.TrueAsync(() => _api.Bus.Published.Count > before + 1, "firings after the resume");
        Assert.All(_api.Bus.Published, outcome => Assert.False(outcome.Deduplicated));
    }

    [Fact]
    public async Task One_schedule_too_many_is_412()
    {
        await CreateAsync();
        (await CreateAsync()).ExpectError(412, "at most 1");
    }

    private Task<ApiAnswer> CreateAsync() => _api.CallAsync("POST", "/v2/schedules/https://example.com/", "", ("Upstash-Cron", "* * * * * *"));
}

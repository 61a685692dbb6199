using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Schedules;

public sealed class When_apis_that_fire_are_killed(TestBed bed)
{
    private const int Kills = 10;
    private static readonly string[] Ids = ["plain", "queued", "grouped"];
    private readonly int _seed = new Random().Next();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_instant_comes_exactly_once_and_a_pause_outlives_them_all()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 2 });
        var apis = new[] { system.Api, await system.AddApiAsync() };
        var watched = await ScheduleAsync(system);

        await KillAtRandomAsync(apis);
        await KillBothAsync(apis);
        await Eventually.TrueAsync(async () => await IsUpToDateAsync(system), "the schedules to have caught up");
        foreach (var id in Ids)
        {
            await system.Calls.ChangeScheduleAsync(id, "pause");
        }

        foreach (var instants in watched)
        {
            Assert.True(await instants.AssertEachOnceAsync($"seed {_seed}") >= Kills);
        }

        await AssertStaysPausedAsync(system, apis);
    }

    private static async Task<FiredInstants[]> ScheduleAsync(Deployment system)
    {
        var (plain, queued, one, two) = (system.Destination.AddHook(), system.Destination.AddHook(), system.Destination.AddHook(), system.Destination.AddHook());
        await system.Calls.AddEndpointsAsync("pair", one.Url, two.Url);
        await system.Calls.ScheduleAsync("plain", "*/1 * * * * *", plain.Url, "x");
        await system.Calls.ScheduleAsync("queued", "*/1 * * * * *", queued.Url, "x", ("Upstash-Queue-Name", "orders"));
        await system.Calls.ScheduleAsync("grouped", "*/2 * * * * *", "pair", "x");
        return
        [
            await FiredInstants.OfAsync(system, "plain", plain, ofGroup: false, everySeconds: 1),
            await FiredInstants.OfAsync(system, "queued", queued, ofGroup: false, everySeconds: 1),
            await FiredInstants.OfAsync(system, "grouped", one, ofGroup: true, everySeconds: 2),
            await FiredInstants.OfAsync(system, "grouped", two, ofGroup: true, everySeconds: 2),
        ];
    }

    /// <summary>One after the other, each shortly after an instant, when there is something to interrupt.</summary>
    private async Task KillAtRandomAsync(BusQStashProcess[] apis)
    {
        var chance = new Random(_seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            var untilInstant = 1000 - TimeProvider.System.GetUtcNow().Millisecond;
            await Task.Delay(chance.Next(60) + (chance.Next(2) * 1000) + untilInstant, Cancellation);
            var api = apis[chance.Next(apis.Length)];
            await api.KillAsync();
            await api.StartAsync();
        }
    }

    /// <summary>For a few seconds nobody fires; that is well within the grace.</summary>
    private static async Task KillBothAsync(BusQStashProcess[] apis)
    {
        await Task.WhenAll(apis.Select(api => api.KillAsync()));
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        await Task.WhenAll(apis.Select(api => api.StartAsync()));
    }

    private static async Task<bool> IsUpToDateAsync(Deployment system)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var shown = await Task.WhenAll(Ids.Select(system.Calls.GetScheduleAsync));
        return shown.All(schedule => schedule.GetProperty("nextScheduleTime").GetInt64() > now);
    }

    private static async Task AssertStaysPausedAsync(Deployment system, BusQStashProcess[] apis)
    {
        await Task.WhenAll(apis.Select(api => api.KillAsync()));
        await Task.WhenAll(apis.Select(api => api.StartAsync()));
        var last = (await system.Calls.GetScheduleAsync("plain")).GetProperty("lastScheduleTime").GetInt64();
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancellation);
        var shown = await system.Calls.GetScheduleAsync("plain");
        Assert.True(shown.GetProperty("isPaused").GetBoolean());
        Assert.Equal(last, shown.GetProperty("lastScheduleTime").GetInt64());

        var resumed = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await system.Calls.ChangeScheduleAsync("plain", "resume");
        await Eventually.TrueAsync(
            async () => (await system.Calls.GetScheduleAsync("plain")).GetProperty("lastScheduleTime").GetInt64() > resumed, "the resumed schedule to fire");
    }
}

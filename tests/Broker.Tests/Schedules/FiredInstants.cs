using BusQStash.Api.Publishing;
using BusQStash.Api.Schedules;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Store.Schedules;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Schedules;

/// <summary>A schedule that fires every few seconds, and what its destinations saw of it: message ids tell which instant a message is of.</summary>
internal sealed class FiredInstants
{
    private readonly Deployment _system;
    private readonly Schedule _schedule;
    private readonly string? _groupEndpointUrl;
    private readonly Hook _hook;
    private readonly int _everySeconds;

    private FiredInstants(Deployment system, Schedule schedule, Hook hook, string? groupEndpointUrl, int everySeconds)
    {
        _system = system;
        _schedule = schedule;
        _hook = hook;
        _groupEndpointUrl = groupEndpointUrl;
        _everySeconds = everySeconds;
    }

    /// <summary>Looks at a hook that a new schedule calls.</summary>
    internal static async Task<FiredInstants> OfAsync(Deployment system, string scheduleId, Hook hook, bool ofGroup, int everySeconds)
    {
        var shown = await system.Calls.GetScheduleAsync(scheduleId);
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnectionString);
        await using var command = database.CreateCommand("select generation from busqstash.schedule where schedule_id = $1");
        command.Parameters.AddWithValue(scheduleId);
        var schedule = new Schedule
        {
            Id = scheduleId,
            Generation = (string)(await command.ExecuteScalarAsync())!,
            Cron = "",
            Destination = "",
            Request = new ScheduledRequest([], []),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(shown.GetProperty("createdAt").GetInt64()),
        };
        return new FiredInstants(system, schedule, hook, ofGroup ? hook.Url : null, everySeconds);
    }

    /// <summary>Waits until every instant from the first to the last has come, and asserts that nothing else has.</summary>
    /// <returns>How many instants that were.</returns>
    internal async Task<int> AssertEachOnceAsync(string hint)
    {
        var last = await LastAsync();
        var expected = Expected(last);
        await Eventually.TrueAsync(() => Seen().IsSupersetOf(expected.Keys), $"every instant of {_schedule.Id} ({hint})", TimeSpan.FromMinutes(1));
        last = await LastAsync();
        expected = Expected(last);
        var unplanned = Seen().Except(expected.Keys).ToArray();
        Assert.True(unplanned.Length == 0, $"{_schedule.Id} made messages of no instant: {string.Join(", ", unplanned)} ({hint})");
        Assert.All(_hook.Requests, request => Assert.Equal(_schedule.Id, request.Header("Upstash-Schedule-Id")));
        return expected.Count;
    }

    private HashSet<string> Seen() => [.. _hook.Requests.Select(request => request.Header("Upstash-Message-Id")!)];

    private async Task<DateTimeOffset> LastAsync() =>
        DateTimeOffset.FromUnixTimeMilliseconds((await _system.Calls.GetScheduleAsync(_schedule.Id)).GetProperty("lastScheduleTime").GetInt64());

    private Dictionary<string, DateTimeOffset> Expected(DateTimeOffset last)
    {
        Assert.Null(CronSchedule.Read($"*/{_everySeconds} * * * * *", out var cron));
        var expected = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        for (var instant = cron!.After(_schedule.CreatedAt); instant <= last; instant = cron.After(instant.Value))
        {
            expected.Add(MessageIds.Derived(ScheduleFiring.CommandId(_schedule, instant.Value), _groupEndpointUrl), instant.Value);
        }

        return expected;
    }
}

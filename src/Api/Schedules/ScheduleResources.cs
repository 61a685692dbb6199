using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Rules.Durations;
using BusQStash.Store.Messages;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>Builds schedule resources; the headers are parsed again, as a firing does.</summary>
internal sealed class ScheduleResources(ISchedules schedules, MessageSpecReader specs, TimeProvider time)
{
    internal async Task<IReadOnlyList<ScheduleResource>> ShowAsync(IReadOnlyList<Schedule> shown, CancellationToken cancellationToken)
    {
        var states = await schedules.StatesAsync([.. shown.SelectMany(schedule => schedule.LastMessages)], cancellationToken);
        return [.. shown.Select(schedule => Show(schedule, states))];
    }

    private ScheduleResource Show(Schedule schedule, IReadOnlyDictionary<string, MessageState> states)
    {
        var headers = new HeaderLayers(schedule.Request.Query, schedule.Request.Headers);

        // The headers were valid at creation; a limit that was lowered since shows as the error of its next firing.
        var spec = specs.Read(headers, schedule.Request.Headers, time.GetUtcNow(), new Refusals());
        long? delay = headers.One(PublishHeader.Prefix + PublishHeader.Delay) is { } text && Duration.TryParse(text, out var ms) ? ms : null;
        return new ScheduleResource(schedule, spec, delay, Last(schedule, states));
    }

    /// <summary>The states of the last messages that are still stored; left out when none is.</summary>
    private static Dictionary<string, string>? Last(Schedule schedule, IReadOnlyDictionary<string, MessageState> states)
    {
        var last = schedule.LastMessages.Where(states.ContainsKey).ToDictionary(id => id, id => Text(states[id]), StringComparer.Ordinal);
        return last.Count == 0 ? null : last;
    }

    private static string Text(MessageState state) => state switch
    {
        < MessageState.Delivered => "IN_PROGRESS",
        MessageState.Delivered => "SUCCESS",
        _ => "FAIL",
    };
}

using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>One firing of a schedule: its messages, and the schedule's advance, which is written in the same transaction.</summary>
/// <param name="Schedule">The schedule as it was claimed.</param>
/// <param name="Plan">Its due instants.</param>
/// <param name="Publishes">The publish of each instant.</param>
internal sealed record Firing(Schedule Schedule, FiringPlan Plan, IReadOnlyList<PreparedPublish> Publishes)
{
    /// <summary>The schedule's next position. It records the last instant that made messages, and as error the refusal of the last instant, or that instants were skipped.</summary>
    internal ScheduleAdvance Advance
    {
        get
        {
            var skipped = Plan.SkippedText(Schedule.NextAt!.Value);
            var advance = new ScheduleAdvance(Schedule.Id, Schedule.Generation, Schedule.NextAt.Value, Plan.NextAt) { Error = skipped };
            foreach (var (instant, publish) in Instants)
            {
                // A duplicate has the same id, because ids are derived from the instant.
                advance = publish.Refusal is { } refusal
                    ? advance with { Error = refusal.Text }
                    : advance with { Error = skipped, LastAt = instant, LastMessages = [.. publish.Messages.Select(message => message.Id)] };
            }

            return advance;
        }
    }

    internal IEnumerable<(DateTimeOffset Instant, PreparedPublish Publish)> Instants => Plan.Instants.Zip(Publishes);

    /// <summary>The publishes; the last message of them carries the advance.</summary>
    internal IReadOnlyList<PreparedPublish> WithAdvance()
    {
        List<PreparedPublish> publishes = [.. Publishes];
        var last = publishes.FindLastIndex(publish => publish.Messages.Count > 0);
        if (last >= 0)
        {
            var messages = publishes[last].Messages;
            publishes[last] = publishes[last] with { Messages = [.. messages.SkipLast(1), messages[^1] with { Advance = Advance }] };
        }

        return publishes;
    }
}

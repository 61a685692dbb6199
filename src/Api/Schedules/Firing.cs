using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;

namespace BusQStash.Api.Schedules;

/// <summary>What firing a schedule comes to: messages, and where the schedule stands afterwards, which is written together with them.</summary>
/// <param name="Schedule">The schedule as it was claimed.</param>
/// <param name="Plan">Its instants.</param>
/// <param name="Publishes">What is published at each of them.</param>
internal sealed record Firing(Schedule Schedule, FiringPlan Plan, IReadOnlyList<PreparedPublish> Publishes)
{
    /// <summary>Where the schedule stands afterwards. The last instant that made messages is remembered; what the last one was refused for is its error.</summary>
    internal ScheduleAdvance Advance
    {
        get
        {
            var advance = new ScheduleAdvance(Schedule.Id, Schedule.Generation, Schedule.NextAt!.Value, Plan.NextAt);
            foreach (var (instant, publish) in Instants)
            {
                // A message that is in the ledger already has the same id: it follows from the instant.
                advance = publish.Refusal is { } refusal
                    ? advance with { Error = refusal.Text }
                    : advance with { Error = null, LastAt = instant, LastMessages = [.. publish.Messages.Select(message => message.Id)] };
            }

            return advance;
        }
    }

    internal IEnumerable<(DateTimeOffset Instant, PreparedPublish Publish)> Instants => Plan.Instants.Zip(Publishes);

    /// <summary>The publishes, the last message of which takes the schedule on with it.</summary>
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

using BusQStash.Store.Delays;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Retention;

/// <summary>Retention rules, as conditions over <c>message m</c>, and the rows that are deleted with a message. Retention deletes by age, in small steps.</summary>
internal static class RetentionPlan
{
    /// <summary>
    /// A message that holds a place in its lane still waits for callbacks. It stays with all its rows, including its dead letter: if the dead letter were deleted first, the queue
    /// would be blocked by a message that no list shows.
    /// </summary>
    public const string HoldsNoPlace = "not m.lane_open";

    /// <summary>A failed message stays as long as its dead letter; without one (deleted by a user) it is deleted like the others.</summary>
    public const string Forgettable =
        $"""
        {HoldsNoPlace}
          and (m.state <> {MessageStateSql.Failed} or not exists (select 1 from dead_letter d where d.message_id = m.id))
        """;

    /// <summary>The rows deleted with a message, in this order and before it: table, column of the message id, and an additional condition.</summary>
    public static readonly IReadOnlyList<(string Table, string Column, string And)> Belongings =
    [
        ("payload", "message_id", ""),
        ("event", "message_id", ""),
        ("event_label", "message_id", ""),
        ("due", "token", $" and kind = {DueKindSql.Message}"),
        ("dead_letter", "message_id", ""),
        ("message", "id", ""),
    ];
}

using BusQStash.Store.Delays;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Retention;

/// <summary>What may be forgotten, as conditions over <c>message m</c>, and what goes with a message. Retention means deletion by age, in small steps.</summary>
internal static class RetentionPlan
{
    /// <summary>
    /// A message that holds a place in its lane still waits for callbacks, and stays with all that belongs to it, its dead letter included: an entry that went
    /// first would leave a queue held up by something no list shows.
    /// </summary>
    public const string HoldsNoPlace = "not m.lane_open";

    /// <summary>A failed message stays as long as its dead letter; one whose dead letter was deleted by hand goes like the others.</summary>
    public const string Forgettable =
        $"""
        {HoldsNoPlace}
          and (m.state <> {MessageStateSql.Failed} or not exists (select 1 from dead_letter d where d.message_id = m.id))
        """;

    /// <summary>What goes with a message, in this order, and the message last: table, column of the message's id, and what else must hold.</summary>
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

using BusQStash.Store.Delays;
using Npgsql;

namespace BusQStash.Store.Postgres.Delays;

/// <summary>A due row as a claim returns it.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Stamp">The stamp of this claim.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="Kind">One of the kinds in <see cref="DueRows"/>.</param>
/// <param name="Content">What is sent, for a message scheduled through the bus.</param>
internal sealed record DueRow(string Token, long Stamp, DateTimeOffset DueAt, short Kind, ScheduledBusMessage? Content)
{
    /// <summary>What to return from a claim.</summary>
    public const string Columns = "d.token, d.stamp, c.due_at, d.kind, d.address, d.content_type, d.headers, d.body";

    public static DueRow Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.Time(2), row.GetInt16(3), row.GetInt16(3) == DueRows.BusMessage ? ReadContent(row) : null);

    private static ScheduledBusMessage ReadContent(NpgsqlDataReader row) =>
        new(row.GetString(4), row.GetString(5), row.GetFieldValue<byte[]>(7), row.TextOrNull(6));
}

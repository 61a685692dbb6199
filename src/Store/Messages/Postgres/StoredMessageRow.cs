using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Engines.Postgres;
using Npgsql;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Reads a message with its payload from a query result.</summary>
internal static class StoredMessageRow
{
    /// <summary>Columns to select from <c>message m join payload p</c>.</summary>
    public const string Columns = "m.id, p.spec, p.body, m.state, m.attempts, m.seq, m.created_at, m.not_before";

    /// <summary>Columns for commands, without long bodies.</summary>
    public static readonly string CommandColumns = WithoutLongBodies("true");

    /// <summary>The tables to select from.</summary>
    public const string Tables = "message m join payload p on p.message_id = m.id";

    /// <summary>The columns, without long bodies where the condition holds. A length is read without the body.</summary>
    public static string WithoutLongBodies(string condition) =>
        Columns.Replace("p.body", $"case when {condition} and length(p.body) > {StoredMessage.LongBody} then null else p.body end", StringComparison.Ordinal);

    public static StoredMessage Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        ReadSpec(row, 1),
        row.IsDBNull(2) ? [] : row.GetFieldValue<byte[]>(2),
        (MessageState)row.GetInt16(3),
        row.GetInt32(4),
        row.GetInt64(5),
        row.Time(6))
    {
        NotBefore = row.Time(7),
        BodyLeftOut = row.IsDBNull(2),
    };

    public static MessageSpec ReadSpec(NpgsqlDataReader row, int ordinal) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(ordinal), LedgerJson.Default.MessageSpec)!;
}

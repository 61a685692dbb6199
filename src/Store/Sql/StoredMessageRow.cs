using System.Text.Json;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Sql;

/// <summary>A message with its payload as both engines return it.</summary>
internal sealed class StoredMessageRow
{
    /// <summary>The columns, to be followed by <see cref="From"/> or a join with the same aliases.</summary>
    public const string Columns = """
        m.id as Id, p.spec as Spec, p.body as Body, m.state as State, m.attempts as Attempts, m.seq as Seq,
        m.created_at as CreatedAt, m.not_before as NotBefore
        """;

    /// <summary>The columns for commands, without long bodies.</summary>
    public static readonly string CommandColumns = Columns.Replace("p.body as", $"case when length(p.body) <= {StoredMessage.LongBody} then p.body end as", StringComparison.Ordinal);

    /// <summary>Size of a message, computed from column lengths alone.</summary>
    public const string Bytes = "cast(length(p.spec) + length(p.body) as bigint)";

    public const string From = "from message m join payload p on p.message_id = m.id";

    public string Id { get; init; } = "";

    public byte[] Spec { get; init; } = [];

    public byte[]? Body { get; init; }

    public int State { get; init; }

    public int Attempts { get; init; }

    public long Seq { get; init; }

    public long CreatedAt { get; init; }

    public long NotBefore { get; init; }

    public StoredMessage ToMessage() => new(
        Id,
        JsonSerializer.Deserialize(Spec, LedgerJson.Default.MessageSpec)!,
        Body ?? [],
        (MessageState)State,
        Attempts,
        Seq,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt))
    {
        NotBefore = DateTimeOffset.FromUnixTimeMilliseconds(NotBefore),
        BodyLeftOut = Body is null,
    };
}

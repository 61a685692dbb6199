using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A run's row as read and changed by the transaction that holds its lock.</summary>
internal sealed class HeldRun
{
    public const string Columns =
        """
        run_key as RunKey, run_id as RunId, created_at as CreatedAt, url as Url, state as State, trigger_mode as Mode, configuration as Configuration,
        invoker_key as InvokerKey, invoker as Invoker, next_position as NextPosition, bytes as Bytes
        """;

    private MessageSpec? _spec;

    public long RunKey { get; init; }

    public string RunId { get; init; } = "";

    public long CreatedAt { get; init; }

    public string Url { get; init; } = "";

    public int State { get; init; }

    public int Mode { get; set; }

    public byte[] Configuration { get; set; } = [];

    public long? InvokerKey { get; init; }

    public byte[]? Invoker { get; init; }

    public int NextPosition { get; set; }

    public long Bytes { get; set; }

    public bool IsAlive => State == (int)RunState.Alive;

    /// <summary>The message spec of the run's trigger.</summary>
    public MessageSpec Spec => _spec ??= JsonSerializer.Deserialize(Configuration, LedgerJson.Default.MessageSpec)!;

    /// <summary>Assigns the next place in the list to an entry of this size. Places are assigned under the run's lock, so they are committed in order.</summary>
    public (int Position, long ListBytes) Take(int size)
    {
        Bytes += size;
        return (NextPosition++, Bytes);
    }
}

using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A run's row as a transaction that holds its lock sees and changes it.</summary>
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

    /// <summary>What its trigger asked for.</summary>
    public MessageSpec Spec => _spec ??= JsonSerializer.Deserialize(Configuration, LedgerJson.Default.MessageSpec)!;

    /// <summary>The next place in the list, for an entry of this size. Places are given out under the run's lock, and committed in that order.</summary>
    public (int Position, long ListBytes) Take(int size)
    {
        Bytes += size;
        return (NextPosition++, Bytes);
    }
}

using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A message in the model of the ledger.</summary>
internal sealed class ModelMessage(NewMessage content, HeldMessage row, ModelQueue? queue, Behaviour behaviour)
{
    public NewMessage Content => content;

    public HeldMessage Row => row;

    public ModelQueue? Queue => queue;

    public Behaviour Behaviour => behaviour;

    public TimeSpan? CanceledAt { get; set; }

    /// <summary>How often it got into a final state.</summary>
    public int Ends { get; set; }

    public int Callbacks { get; set; }

    public int FailureCallbacks { get; set; }

    public DateTimeOffset NotBefore => DateTimeOffset.FromUnixTimeMilliseconds(row.NotBefore);

    public override string ToString() => $"{row.Id} ({row.State}, attempts {row.Attempts})";
}

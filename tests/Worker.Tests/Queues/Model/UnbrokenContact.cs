using BusQStash.Store.Instances;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The ledger of the model is never away for everybody.</summary>
/// <param name="sinceAnswer">What the worker knows of its own connection.</param>
internal sealed class UnbrokenContact(Func<TimeSpan> sinceAnswer) : ILedgerContact
{
    public TimeSpan Unbroken => TimeSpan.MaxValue;

    public TimeSpan SinceAnswer => sinceAnswer();

    public CancellationToken Lost => CancellationToken.None;
}

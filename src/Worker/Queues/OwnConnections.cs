using BusQStash.Store.Instances;

namespace BusQStash.Worker.Queues;

/// <summary>
/// Whether other workers can still see this one: it has a session at the ledger, or its broker queue at RabbitMQ. Workers that are not seen at either for
/// <see cref="DisconnectedProcesses.Patience"/> lose their leases.
/// </summary>
/// <param name="ledger">The session.</param>
/// <param name="sinceDeclared">How long ago the broker queue was certainly there.</param>
internal sealed class OwnConnections(ILedgerContact ledger, Func<TimeSpan> sinceDeclared)
{
    /// <summary>
    /// A worker counts itself as disconnected after this time without an answer from either. It must stay well below <see cref="DisconnectedProcesses.Patience"/>, so that attempts are aborted before
    /// another worker takes over.
    /// </summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>One of the two has answered recently.</summary>
    public bool AreSeen => ledger.SinceAnswer <= Limit || sinceDeclared() <= Limit;
}

using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Crash.Control;

/// <summary>Releases the claims of a process considered dead without checking its heartbeat again.</summary>
internal sealed class HastyReleases(IUnconfirmedMessages inner) : IUnconfirmedMessages
{
    public Task<IReadOnlyList<(long OriginNumber, StoredMessage Message)>> ReadUnconfirmedAsync(
        int origin, long after, long through, int max, CancellationToken cancellationToken) =>
        inner.ReadUnconfirmedAsync(origin, after, through, max, cancellationToken);

    public Task<IReadOnlyList<CommandRange>> ListReadyAsync(CancellationToken cancellationToken) => inner.ListReadyAsync(cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> ReadUnnumberedAsync(
        (DateTimeOffset CreatedAt, string Id)? after, int max, CancellationToken cancellationToken) =>
        inner.ReadUnnumberedAsync(after, max, cancellationToken);

    public Task<IReadOnlyList<(string MessageId, int Attempt)>> ListClaimsAsync(int number, CancellationToken cancellationToken) =>
        inner.ListClaimsAsync(number, cancellationToken);

    public Task<bool> GiveUpClaimAsync(int number, string messageId, int attempt, CancellationToken cancellationToken) =>
        inner.GiveUpClaimAsync(number, messageId, attempt, cancellationToken);

    public Task<IReadOnlyList<int>> ListLostClaimsAsync(CancellationToken cancellationToken) => inner.ListLostClaimsAsync(cancellationToken);

    public Task<IReadOnlyList<StoredMessage>> ReleaseClaimsAsync(int origin, TimeSpan age, int max, CancellationToken cancellationToken) =>
        inner.ReleaseClaimsAsync(origin, TimeSpan.Zero, max, cancellationToken);
}

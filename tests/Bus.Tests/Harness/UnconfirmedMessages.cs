using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Bus.Tests.Harness;

/// <summary>Messages of one process by number, as the ledger finds them, and the ranges that were written down.</summary>
internal sealed class UnconfirmedMessages : IUnconfirmedMessages, IPossibleDuplicates
{
    public SortedDictionary<long, StoredMessage> ByNumber { get; } = [];

    public List<CommandRange> Recorded { get; } = [];

    public Task<IReadOnlyList<(long OriginNumber, StoredMessage Message)>> ReadUnconfirmedAsync(
        int origin, long after, long through, int max, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(long, StoredMessage)>>(
            [.. ByNumber.Where(pair => pair.Key > after && pair.Key <= through).Take(max).Select(pair => (pair.Key, pair.Value))]);

    public Task<IReadOnlyList<CommandRange>> ListReadyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredMessage>> ReadUnnumberedAsync(
        (DateTimeOffset CreatedAt, string Id)? after, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<int>> ListLostClaimsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredMessage>> ReleaseClaimsAsync(int origin, TimeSpan age, int max, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<(string MessageId, int Attempt)>> ListClaimsAsync(int number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> GiveUpClaimAsync(int number, string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RecordAsync(CommandRange commands, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Recorded.Add(commands);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CommandRange>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CommandRange>>([.. Recorded]);

    public Task ForgetAsync(DateTimeOffset recordedBefore, CancellationToken cancellationToken) => Task.CompletedTask;
}

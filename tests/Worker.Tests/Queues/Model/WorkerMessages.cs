using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Messages as one worker reads them. Whatever a lane's worker does not ask for is not there.</summary>
internal sealed class WorkerMessages(World world, StoreLine line) : IMessages
{
    public Task<IReadOnlyList<StoredMessage>> FindManyAsync(
        IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken, IReadOnlyCollection<string>? ahead = null)
    {
        string[] ids = [.. messageIds, .. ahead ?? []];
        return line.CallAsync<IReadOnlyList<StoredMessage>>(() => [.. ids.Select(id => World.Stored(world.Ledger.Find(id)))], cancellationToken);
    }

    public Task<StoredMessage?> FindAsync(string messageId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> BodyLengthAsync(string messageId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CanceledMessage?> CancelAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunNowOutcome> RunNowAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DateTimeOffset?> LastCancelAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}

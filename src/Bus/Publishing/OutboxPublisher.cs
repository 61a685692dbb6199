using System.Text.Json;
using System.Threading.Channels;
using BusQStash.Contracts.Events;
using BusQStash.Store.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Publishing;

/// <inheritdoc cref="IOutboxPublisher" />
/// <remarks>
/// An entry is removed only after its event is confirmed, so a crash between the two publishes it once more; its id tells subscribers. Entries
/// that could not be published stay in the ledger and are found there by <see cref="PublishStaleAsync"/>.
/// </remarks>
public sealed partial class OutboxPublisher(CommandSender sender, IOutbox outbox, TimeProvider time, ILogger<OutboxPublisher> logger)
    : BackgroundService, IOutboxPublisher
{
    private const int GroupSize = 256;
    private static readonly TimeSpan StaleAge = TimeSpan.FromSeconds(15);

    // Bounded: what does not fit is in the ledger and found there.
    private readonly Channel<OutboxEntry> _entries = Channel.CreateBounded<OutboxEntry>(
        new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <inheritdoc />
    public void Post(IReadOnlyList<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            _entries.Writer.TryWrite(entry);
        }
    }

    /// <summary>Publishes entries that their writer has not; returns how many were found.</summary>
    public async Task<int> PublishStaleAsync(CancellationToken cancellationToken)
    {
        var entries = await outbox.ReadOlderAsync(time.GetUtcNow() - StaleAge, GroupSize, cancellationToken);
        if (entries.Count > 0)
        {
            await PublishAsync(entries, cancellationToken);
        }

        return entries.Count;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _entries.Reader.WaitToReadAsync(stoppingToken))
            {
                var group = new List<OutboxEntry>(GroupSize);
                while (group.Count < GroupSize && _entries.Reader.TryRead(out var entry))
                {
                    group.Add(entry);
                }

                await PublishAsync(group, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is in the ledger.
        }
    }

    private async Task PublishAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            var published = await Task.WhenAll(entries.Select(entry => TryPublishAsync(entry, cancellationToken)));
            var done = entries.Where((_, index) => published[index]).Select(entry => entry.Id).ToArray();
            if (done.Length > 0)
            {
                await outbox.RemoveAsync(done, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRemoved(logger, exception.Message);
        }
    }

    private async Task<bool> TryPublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(entry, cancellationToken);
            return true;
        }
        catch (BrokerUnavailableException)
        {
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPublished(logger, entry.Id, exception.Message);
            return false;
        }
    }

    private Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var payload = entry.Payload.Span;
        return entry.Kind switch
        {
            nameof(MessageDelivered) =>
                sender.PublishAsync(JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageDelivered)!, cancellationToken),
            nameof(AttemptFailed) =>
                sender.PublishAsync(JsonSerializer.Deserialize(payload, OutcomeJson.Default.AttemptFailed)!, cancellationToken),
            nameof(MessageFailed) =>
                sender.PublishAsync(JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageFailed)!, cancellationToken),
            nameof(MessageCanceled) =>
                sender.PublishAsync(JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageCanceled)!, cancellationToken),
            nameof(MessageAccepted) =>
                sender.PublishAsync(JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageAccepted)!, cancellationToken),
            _ => throw new NotSupportedException($"The outbox holds an event of unknown kind {entry.Kind}."),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Event {EntryId} was not published and stays in the outbox: {Reason}")]
        public static partial void NotPublished(ILogger logger, string entryId, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Published events stay in the outbox and may be published again: {Reason}")]
        public static partial void NotRemoved(ILogger logger, string reason);
    }
}

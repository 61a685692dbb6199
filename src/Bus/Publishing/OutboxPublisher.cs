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
    private readonly Channel<Pending> _pending = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <inheritdoc />
    public void Post(IReadOnlyList<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            _pending.Writer.TryWrite(new Pending(entry, IsWritten: true));
        }
    }

    /// <inheritdoc />
    public void Post(MessageAccepted accepted) => _pending.Writer.TryWrite(new Pending(OutcomeEvents.Entry(accepted), IsWritten: false));

    /// <summary>Publishes entries that their writer has not; returns how many were found.</summary>
    public async Task<int> PublishStaleAsync(CancellationToken cancellationToken)
    {
        var entries = await outbox.ReadOlderAsync(time.GetUtcNow() - StaleAge, GroupSize, cancellationToken);
        if (entries.Count > 0)
        {
            await RemoveAsync(await PublishAsync([.. entries.Select(entry => new Pending(entry, IsWritten: true))], cancellationToken), cancellationToken);
        }

        return entries.Count;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A removal may wait for others to be committed with; meanwhile the next events are published.
        var removal = Task.CompletedTask;
        try
        {
            while (await _pending.Reader.WaitToReadAsync(stoppingToken))
            {
                var group = new List<Pending>(GroupSize);
                while (group.Count < GroupSize && _pending.Reader.TryRead(out var pending))
                {
                    group.Add(pending);
                }

                var published = await PublishAsync(group, stoppingToken);
                await removal;
                removal = RemoveAsync(published, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is in the ledger.
        }

        await removal.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    /// <summary>Publishes events; returns those that are to be removed.</summary>
    private async Task<OutboxEntry[]> PublishAsync(IReadOnlyList<Pending> group, CancellationToken cancellationToken)
    {
        try
        {
            var published = await TryPublishAsync(group, cancellationToken);
            return [.. group.Where((pending, index) => published[index] && pending.IsWritten).Select(pending => pending.Entry)];
        }
        catch (BrokerUnavailableException)
        {
            // Said once by the watch.
            return [];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRemoved(logger, exception.Message);
            return [];
        }
    }

    private async Task RemoveAsync(OutboxEntry[] published, CancellationToken cancellationToken)
    {
        if (published.Length == 0)
        {
            return;
        }

        try
        {
            await outbox.RemoveAsync(published, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRemoved(logger, exception.Message);
        }
    }

    private async Task<bool[]> TryPublishAsync(IReadOnlyList<Pending> group, CancellationToken cancellationToken)
    {
        using var limit = sender.Limit(cancellationToken);
        return await Task.WhenAll(group.Select(pending => TryPublishAsync(pending, limit, cancellationToken)));
    }

    private async Task<bool> TryPublishAsync(Pending pending, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(pending.Entry, limit);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPublished(logger, pending.Entry.Id, exception.Message);
            return false;
        }
    }

    // Most entries are published by the process that made them, which need not read them back.
    private Task PublishAsync(OutboxEntry entry, CancellationTokenSource limit) => (entry.Event ?? Read(entry)) switch
    {
        MessageDelivered delivered => sender.PublishAsync(delivered, entry.Payload, limit),
        AttemptFailed failed => sender.PublishAsync(failed, entry.Payload, limit),
        MessageFailed failed => sender.PublishAsync(failed, entry.Payload, limit),
        MessageCanceled canceled => sender.PublishAsync(canceled, entry.Payload, limit),
        MessageAccepted accepted => sender.PublishAsync(accepted, entry.Payload, limit),
        var other => throw new NotSupportedException($"{other.GetType().Name} is no event of the outbox."),
    };

    private static object Read(OutboxEntry entry)
    {
        var payload = entry.Payload.Span;
        return entry.Kind switch
        {
            nameof(MessageDelivered) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageDelivered)!,
            nameof(AttemptFailed) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.AttemptFailed)!,
            nameof(MessageFailed) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageFailed)!,
            nameof(MessageCanceled) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageCanceled)!,
            nameof(MessageAccepted) => JsonSerializer.Deserialize(payload, OutcomeJson.Default.MessageAccepted)!,
            _ => throw new NotSupportedException($"The outbox holds an event of unknown kind {entry.Kind}."),
        };
    }

    /// <param name="Entry">The event.</param>
    /// <param name="IsWritten">It is in the outbox, and is to be removed once it is published.</param>
    private sealed record Pending(OutboxEntry Entry, bool IsWritten);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The event {Name} was not published: {Reason}")]
        public static partial void NotPublished(ILogger logger, string name, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Published events stay in the outbox and may be published again: {Reason}")]
        public static partial void NotRemoved(ILogger logger, string reason);
    }
}

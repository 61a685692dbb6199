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
public sealed partial class OutboxPublisher(EventPublisher events, IOutbox outbox, TimeProvider time, ILogger<OutboxPublisher> logger)
    : BackgroundService, IOutboxPublisher
{
    private const int GroupSize = 256;
    private static readonly TimeSpan StaleAge = TimeSpan.FromSeconds(15);

    // While there are no subscribers, one event per group is sent as a probe: larger groups need fewer probes.
    private static readonly TimeSpan UnheardPause = TimeSpan.FromMilliseconds(20);

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
        // A removal may wait to be committed together with others; the next events are published in the meantime.
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
                if (group.Count < GroupSize && !events.IsHeard)
                {
                    await Task.Delay(UnheardPause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is in the ledger.
        }

        await removal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Publishes events; returns those to delete from the outbox.</summary>
    private async Task<OutboxEntry[]> PublishAsync(IReadOnlyList<Pending> group, CancellationToken cancellationToken)
    {
        try
        {
            var published = await events.PublishAsync([.. group.Select(pending => pending.Entry)], cancellationToken);
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

    /// <param name="Entry">The event.</param>
    /// <param name="IsWritten">Whether the event is in the outbox and must be deleted once it is published.</param>
    private sealed record Pending(OutboxEntry Entry, bool IsWritten);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Published events could not be deleted from the outbox and may be published again: {Reason}")]
        public static partial void NotRemoved(ILogger logger, string reason);
    }
}

using BusQStash.Bus.Publishing;
using BusQStash.Bus.Receiving;
using BusQStash.Store.Messages;
using BusQStash.Worker.FlowControl;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Delivery;

/// <summary>Receives commands of unordered messages from the in-memory transport one by one, and runs them in parallel.</summary>
/// <remarks>
/// MassTransit could run them in parallel itself, but for every message it wakes each of its idle readers, which cost the embedded default a seventh of
/// its time. The in-memory transport has no acknowledgements, so no command needs to wait for its end.
/// </remarks>
internal sealed partial class InMemoryUnorderedConsumer(
    UnorderedDelivery delivery,
    IMessageLedger ledger,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    ILogger<InMemoryUnorderedConsumer> logger) : IConsumer<DeliverMessage>, IDisposable
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CutOffLimit = TimeSpan.FromSeconds(5);
    private readonly AttemptGate _commands = new(options.Value.CommandsAtOnce);
    private readonly CancellationTokenSource _stopping = new();

    public async Task Consume(ConsumeContext<DeliverMessage> context)
    {
        var slot = await _commands.EnterAsync(context.CancellationToken);
        var command = context.Message;

        // Fair, or a thread starts what it was handed last first, and on a busy machine the oldest message finds every place taken.
        _ = Task.Factory.StartNew(() => RunAsync(command, slot), CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
    }

    /// <summary>Waits for attempts in flight and aborts them when the token is canceled. Call this after the last command has arrived.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Holding all permits means that no attempt is in flight.
        var ended = Task.WhenAll(Enumerable.Range(0, options.Value.CommandsAtOnce).Select(_ => _commands.EnterAsync(CancellationToken.None).AsTask()));
        try
        {
            await ended.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _stopping.CancelAsync();
            await Task.WhenAny(ended, Task.Delay(CutOffLimit, time, CancellationToken.None));
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(DeliverMessage command, GateSlot slot)
    {
        using (slot)
        {
            try
            {
                await delivery.RunAsync(command, redelivered: false, _stopping.Token);
            }
            catch (PoisonCommandException exception)
            {
                Log.Discarded(logger, exception.Message);
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception.Message);
                await PutBackAsync(command);
            }
        }
    }

    /// <summary>Redelivers the message after a pause, as RabbitMQ would. If the process dies before, its next start sends every unfinished message.</summary>
    private async Task PutBackAsync(DeliverMessage command)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ledger.DeferAsync(command.MessageId, command.Attempt, time.GetUtcNow() + FailurePause, CancellationToken.None);
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception.Message);
                await Task.Delay(FailurePause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A command could not be read and was discarded: {Reason}")]
        public static partial void Discarded(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Debug, "A message is returned to the ledger: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

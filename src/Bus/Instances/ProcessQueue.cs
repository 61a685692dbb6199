using BusQStash.Bus.Connections;
using BusQStash.Store.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Instances;

/// <summary>
/// Keeps a broker queue that is exclusive to a connection of this process, so that other processes can ask RabbitMQ whether this process is connected. The end of the
/// process closes the connection, and RabbitMQ deletes the queue at once.
/// </summary>
/// <remarks>The queue is declared again each time: what closed the connection, or deleted the queue, is noticed and mended. The connection publishes nothing, so no alarm blocks it.</remarks>
public sealed partial class ProcessQueue(
    BrokerAdmin admin, BusConnections buses, InstanceIdentity identity, TimeProvider time, ILogger<ProcessQueue> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);
    private long _declaredAt;

    /// <summary>
    /// How long ago the queue was certainly there; <see cref="TimeSpan.MaxValue"/> before the first time, and zero without RabbitMQ.
    /// </summary>
    public TimeSpan SinceDeclared => buses.Kind != TransportKind.RabbitMq ? TimeSpan.Zero
        : Interlocked.Read(ref _declaredAt) is not 0 and var at ? time.GetElapsedTime(at)
        : TimeSpan.MaxValue;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (buses.Kind == TransportKind.RabbitMq && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                // The time before the call: the queue may be deleted while the answer is on its way.
                var askedAt = time.GetTimestamp();
                await admin.DeclareProcessAsync(identity.Number, stoppingToken);
                Interlocked.Exchange(ref _declaredAt, askedAt);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotDeclared(logger, exception.Message);
            }

            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The broker queue of this process could not be declared: {Reason}")]
        public static partial void NotDeclared(ILogger logger, string reason);
    }
}

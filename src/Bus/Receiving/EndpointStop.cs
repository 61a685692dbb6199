using System.Diagnostics;
using MassTransit;

namespace BusQStash.Bus.Receiving;

/// <summary>
/// Stops a receive endpoint within a limit: MassTransit may wait for the broker's answer on a channel that is gone with its connection, whatever its token says. What
/// is not acknowledged goes back to the broker with the connection.
/// </summary>
public static class EndpointStop
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BrokerLimit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Waits for commands in progress as long as there are any, then a moment for the broker. A command that had arrived before the endpoint stopped may still begin in that
    /// moment, and is waited for too: without its consumer, the broker would give it to another process while it is in progress here.
    /// </summary>
    /// <param name="handle">The endpoint, if it was connected.</param>
    /// <param name="isIdle">Whether no command is in progress.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="Exception">The endpoint did not stop in time; the caller need not wait for it.</exception>
    public static async Task RunAsync(HostReceiveEndpointHandle? handle, Func<bool> isIdle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isIdle);
        if (handle is null)
        {
            return;
        }

        var stopping = Task.Run(() => handle.StopAsync(cancellationToken), CancellationToken.None);
        long? idleSince = null;
        while (!stopping.IsCompleted)
        {
            idleSince = isIdle() ? idleSince ?? Stopwatch.GetTimestamp() : null;
            if (idleSince is { } since && Stopwatch.GetElapsedTime(since) >= BrokerLimit)
            {
                throw new TimeoutException($"RabbitMQ did not answer within {BrokerLimit.TotalSeconds} s.");
            }

            await Task.WhenAny(stopping, Task.Delay(Look, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        await stopping;
    }
}

using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>
/// A socket that is closed when the other end accepts the connection and then does not respond: a suspended node does that, and the client waits for the
/// TLS and AMQP handshakes without a timeout.
/// </summary>
internal sealed class HandshakeLimit(AddressFamily family, TimeSpan limit)
    : TcpClientAdapter(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The other end speaks AMQP.</summary>
    public void Answered() => _answered.TrySetResult();

    /// <inheritdoc />
    public override async Task ConnectAsync(IPAddress ep, int port, CancellationToken cancellationToken = default)
    {
        await base.ConnectAsync(ep, port, cancellationToken);
        _ = CloseUnlessAnsweredAsync();
    }

    private async Task CloseUnlessAnsweredAsync()
    {
        await ((Task)_answered.Task.WaitAsync(limit)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_answered.Task.IsCompleted)
        {
            Close();
        }
    }
}

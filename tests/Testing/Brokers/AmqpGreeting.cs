using System.Net;
using System.Net.Sockets;

namespace BusQStash.Testing.Brokers;

/// <summary>Checks whether a broker serves AMQP: its port opens a moment earlier, and connections in that moment are reset.</summary>
internal static class AmqpGreeting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private static readonly byte[] ProtocolHeader = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1];

    public static async Task<bool> ComesAsync(int port)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            await socket.SendAsync(ProtocolHeader, limit.Token);
            return await socket.ReceiveAsync(new byte[1], limit.Token) > 0;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}

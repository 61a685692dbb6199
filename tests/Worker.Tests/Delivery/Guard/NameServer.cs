using System.Net;
using System.Net.Sockets;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>A DNS server that answers what it is told at the moment, and something else when it is asked again.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private readonly UdpClient _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private NamePlan _plan = NamePlan.Nothing;
    private int _asked;

    public NameServer(IPEndPoint endpoint)
    {
        _socket = new UdpClient(endpoint);
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    /// <summary>How many questions were answered.</summary>
    public int Questions { get; private set; }

    /// <summary>From now on the answers are these.</summary>
    public void Turn(NamePlan plan)
    {
        lock (_lock)
        {
            (_plan, _asked) = (plan, 0);
        }
    }

    /// <summary>Asks this server, as a resolver without a cache would.</summary>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        using var client = new UdpClient(AddressFamily.InterNetwork);
        client.Connect(IPAddress.Loopback, Port);
        List<IPAddress> addresses = [];
        foreach (var type in (ushort[])[NameMessage.A, NameMessage.Aaaa])
        {
            await client.SendAsync(NameMessage.Question(type, host, type), cancellationToken);
            addresses.AddRange(NameMessage.ReadAddresses((await client.ReceiveAsync(cancellationToken)).Buffer));
        }

        return addresses.Count > 0 ? [.. addresses] : throw new SocketException((int)SocketError.HostNotFound);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stop.Token);
                await _socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (id, name, type) = NameMessage.ReadQuestion(question);
        lock (_lock)
        {
            Questions++;
            return NameMessage.Answer(id, name, type, type switch
            {
                NameMessage.A => _plan.A(name, _asked++),
                NameMessage.Aaaa => _plan.Aaaa(name),
                _ => [],
            });
        }
    }
}

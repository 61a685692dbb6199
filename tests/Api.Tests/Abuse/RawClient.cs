using System.Net.Sockets;
using System.Text;
using BusQStash.Api.Tests.Hosting;

namespace BusQStash.Api.Tests.Abuse;

/// <summary>A client that sends what it likes, as slowly or as long as it likes.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _socket = new();

    private NetworkStream? _stream;

    public static async Task<RawClient> ConnectAsync(Uri server, string start = "")
    {
        var client = new RawClient();
        try
        {
            await client._socket.ConnectAsync(server.Host, server.Port);
            client._stream = client._socket.GetStream();
            _ = await client.SendAsync(start);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Taken and sent away before this side knew it.
        }

        return client;
    }

    /// <summary>Many of them, all with the same beginning.</summary>
    public static async Task<RawClient[]> ConnectAsync(Uri server, int count, string start = "")
    {
        var clients = new RawClient[count];
        await Parallel.ForAsync(0, count, async (at, _) => clients[at] = await ConnectAsync(server, start));
        return clients;
    }

    /// <summary>Sends text (Latin-1); false when the server has closed the connection.</summary>
    public async Task<bool> SendAsync(string text)
    {
        if (_stream is null)
        {
            return false;
        }

        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Sends the same again and again, with a pause between, until the server closes the connection.</summary>
    public async Task SendForEverAsync(string piece, TimeSpan pause = default)
    {
        while (await SendAsync(piece))
        {
            await Task.Delay(pause);
        }
    }

    /// <summary>All the server says until it closes the connection, gently or not.</summary>
    public async Task<ApiAnswer> AnswerAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        var said = new MemoryStream();
        try
        {
            await (_stream ?? Stream.Null).CopyToAsync(said, deadline.Token);
        }
        catch (IOException)
        {
            // Reset, because it did not read all we sent.
        }

        return said.Length == 0 ? new ApiAnswer(0, "") : RawHttp.Read(said.ToArray());
    }

    public void Dispose() => _socket.Dispose();
}

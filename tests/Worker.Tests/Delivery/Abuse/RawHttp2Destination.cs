using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using BusQStash.Testing.Destinations;

namespace BusQStash.Worker.Tests.Delivery.Abuse;

/// <summary>Speaks HTTP/2 just well enough to be asked something, and then answers with the bytes it is told.</summary>
internal sealed class RawHttp2Destination : IAsyncDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte Continuation = 9;
    public const byte EndHeaders = 4;

    private const int PrefaceBytes = 24;
    private const int FrameHeadBytes = 9;

    private readonly X509Certificate2 _certificate = TrustedCertificate.Create();
    private readonly Flood _flood;
    private readonly SocketServer _server;

    public RawHttp2Destination(Flood flood)
    {
        _flood = flood;
        _server = new SocketServer(IPAddress.Loopback, ServeAsync);
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_server.Port}");

    /// <summary>A frame for the first request of a connection; settings and pings are the connection's own.</summary>
    public static byte[] Frame(byte type, byte flags, byte[] payload)
    {
        var frame = new byte[FrameHeadBytes + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), type is Settings or Ping ? 0 : 1);
        payload.CopyTo(frame, FrameHeadBytes);
        return frame;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        await using var stream = new SslStream(client.GetStream());
        var settings = new SslServerAuthenticationOptions { ServerCertificate = _certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] };
        await stream.AuthenticateAsServerAsync(settings, stop);
        await stream.WriteAsync(Frame(Settings, 0, []), stop);
        await ReadRequestAsync(stream, stop);
        await _flood.SendAsync(stream, stop);
    }

    private static async Task ReadRequestAsync(SslStream stream, CancellationToken stop)
    {
        await stream.ReadExactlyAsync(new byte[PrefaceBytes], stop);
        var head = new byte[FrameHeadBytes];
        do
        {
            await stream.ReadExactlyAsync(head, stop);
            await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8], stop);
        }
        while (head[3] != Headers);
    }
}

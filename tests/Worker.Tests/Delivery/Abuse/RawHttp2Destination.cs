using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

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

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = TrustedCertificate.Create();
    private readonly Flood _flood;
    private readonly Task _serving;

    public RawHttp2Destination(Flood flood)
    {
        _flood = flood;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

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
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = new SslStream(client.GetStream());
            var settings = new SslServerAuthenticationOptions { ServerCertificate = _certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] };
            await stream.AuthenticateAsServerAsync(settings, _stop.Token);
            await stream.WriteAsync(Frame(Settings, 0, []), _stop.Token);
            await ReadRequestAsync(stream);
            await _flood.SendAsync(stream, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The other side is gone, or the test is over.
        }
    }

    private async Task ReadRequestAsync(SslStream stream)
    {
        await stream.ReadExactlyAsync(new byte[PrefaceBytes], _stop.Token);
        var head = new byte[FrameHeadBytes];
        do
        {
            await stream.ReadExactlyAsync(head, _stop.Token);
            await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8], _stop.Token);
        }
        while (head[3] != Headers);
    }
}

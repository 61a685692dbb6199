using System.Net;
using System.Net.Sockets;
using BusQStash.Rules.Destinations;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Opens connections, and is the only place that does: what it refuses cannot be reached by any spelling of a URL.</summary>
/// <remarks>
/// It connects to the addresses it has checked, never to a name: a name could resolve differently the next time. One denied answer among
/// several refuses them all, since an attacker's name could mix both.
/// </remarks>
internal sealed class DestinationConnector(HostResolver resolve, SocketOpener open, IOptions<DestinationOptions> options)
{
    // A host with a dead IPv6 route answers on its next address well inside the connect timeout.
    private static readonly TimeSpan PatienceWhileOthersAreLeft = TimeSpan.FromSeconds(3);

    /// <summary>Connects to a destination a publisher named.</summary>
    public async ValueTask<Stream> ConnectGuardedAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Any(address => DestinationAddresses.IsDenied(address, options.Value)))
        {
            throw new DestinationDeniedException();
        }

        return await ConnectAsync(addresses, context.DnsEndPoint, cancellationToken);
    }

    /// <summary>Connects to an upstream the operator named.</summary>
    public async ValueTask<Stream> ConnectTrustedAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, cancellationToken);
        return await ConnectAsync(addresses, context.DnsEndPoint, cancellationToken);
    }

    /// <summary>The system's resolver; a literal address resolves to itself.</summary>
    public static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var literal) ? Task.FromResult<IPAddress[]>([literal]) : Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>A connection over TCP.</summary>
    public static async Task<Stream> OpenAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        // An IPv4 address in IPv6's clothes needs a socket for IPv4.
        endpoint = endpoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endpoint.Address.MapToIPv4(), endpoint.Port) : endpoint;
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> ConnectAsync(IPAddress[] addresses, DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        for (var i = 0; i < addresses.Length - 1; i++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(PatienceWhileOthersAreLeft);
            try
            {
                return await open(new IPEndPoint(addresses[i], endpoint.Port), patience.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The next address may succeed; only the failure of the last one is reported.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return addresses is [.., var last]
            ? await open(new IPEndPoint(last, endpoint.Port), cancellationToken)
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}

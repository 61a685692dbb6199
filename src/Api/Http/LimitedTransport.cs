using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BusQStash.Api.Http;

/// <summary>The web server's sockets, but only so many at once.</summary>
/// <remarks>The server's own limit closes what is too much beside the loop that takes connections: a burst has taken all files before it gets there.</remarks>
internal sealed class LimitedTransport(SocketTransportFactory sockets, ConnectionLimit limit) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new LimitedListener(await sockets.BindAsync(endpoint, cancellationToken), limit);

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);
}

using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BusQStash.Api.Http;

/// <summary>The web server's socket transport with a limit on connections.</summary>
/// <remarks>The server's own limit closes excess connections outside the accept loop, so a burst exhausts the files first.</remarks>
internal sealed class LimitedTransport(SocketTransportFactory sockets, ConnectionLimit limit) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new LimitedListener(await sockets.BindAsync(endpoint, cancellationToken), limit);

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);
}

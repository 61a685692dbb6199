using System.Net;
using Microsoft.AspNetCore.Connections;

namespace BusQStash.Api.Http;

/// <summary>Accepts connections; one beyond the limit is closed before the next is accepted.</summary>
internal sealed class LimitedListener(IConnectionListener listener, ConnectionLimit limit) : IConnectionListener
{
    public EndPoint EndPoint => listener.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await listener.AcceptAsync(cancellationToken) is { } connection)
        {
            if (limit.TryEnter())
            {
                return new LimitedConnection(connection, limit);
            }

            connection.Abort();
            await connection.DisposeAsync();
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}

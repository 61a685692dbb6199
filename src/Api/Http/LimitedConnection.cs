using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace BusQStash.Api.Http;

/// <summary>A connection that is counted until its socket is closed.</summary>
internal sealed class LimitedConnection(ConnectionContext connection, ConnectionLimit limit) : ConnectionContext
{
    private int _left;

    public override string ConnectionId
    {
        get => connection.ConnectionId;
        set => connection.ConnectionId = value;
    }

    public override IFeatureCollection Features => connection.Features;

    public override IDictionary<object, object?> Items
    {
        get => connection.Items;
        set => connection.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => connection.Transport;
        set => connection.Transport = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => connection.LocalEndPoint;
        set => connection.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => connection.RemoteEndPoint;
        set => connection.RemoteEndPoint = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => connection.ConnectionClosed;
        set => connection.ConnectionClosed = value;
    }

    public override void Abort(ConnectionAbortedException abortReason) => connection.Abort(abortReason);

    /// <summary>Safe to call twice.</summary>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await connection.DisposeAsync();
        }
        finally
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                limit.Leave();
            }

            await base.DisposeAsync();
        }
    }
}

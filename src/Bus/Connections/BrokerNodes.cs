using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>The nodes one connection may be opened to, and in which order.</summary>
/// <param name="nodes">All nodes.</param>
/// <param name="first">Which of them to begin with.</param>
/// <param name="isPreferred">Whether every connection is to begin with that one. Else each begins with the node after the one tried last.</param>
/// <param name="endpoint">Makes the client's word for a node, anew for every connection.</param>
/// <remarks>
/// Beginning elsewhere each time keeps a connection from being opened again and again to a node that takes it and then says nothing: one that is frozen, or about to go.
/// </remarks>
internal sealed class BrokerNodes(IReadOnlyList<BrokerNode> nodes, int first, bool isPreferred, Func<BrokerNode, AmqpTcpEndpoint> endpoint) : IEndpointResolver
{
    private readonly int _preferred = isPreferred ? first : -1;
    private int _next = first;

    /// <summary>All nodes, in the order in which they are tried.</summary>
    public IEnumerable<AmqpTcpEndpoint> All()
    {
        var begin = _preferred >= 0 ? _preferred : _next;
        for (var tried = 0; tried < nodes.Count; tried++)
        {
            var index = (begin + tried) % nodes.Count;
            _next = (index + 1) % nodes.Count;
            yield return endpoint(nodes[index]);
        }
    }
}

using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>The nodes one connection may be opened to, and in which order.</summary>
/// <param name="nodes">All nodes.</param>
/// <param name="first">The node to begin with.</param>
/// <param name="isPreferred">Whether every connection begins with that node. Otherwise each begins with the node after the one tried last.</param>
/// <param name="endpoint">Creates the client's endpoint for a node, once for every connection.</param>
/// <remarks>
/// The rotating start keeps a connection from being reopened repeatedly to a node that accepts it and then does not respond: one that is frozen, or about to stop.
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

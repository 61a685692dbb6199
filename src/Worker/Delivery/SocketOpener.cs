using System.Net;

namespace BusQStash.Worker.Delivery;

/// <summary>Connects to an address: the last step before the network.</summary>
internal delegate Task<Stream> SocketOpener(IPEndPoint endpoint, CancellationToken cancellationToken);

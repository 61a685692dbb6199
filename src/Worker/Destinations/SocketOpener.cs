using System.Net;

namespace BusQStash.Worker.Destinations;

/// <summary>Connects to an address: the last step before the network.</summary>
internal delegate Task<Stream> SocketOpener(IPEndPoint endpoint, CancellationToken cancellationToken);

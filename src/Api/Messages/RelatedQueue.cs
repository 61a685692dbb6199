using BusQStash.Api.Queues;

namespace BusQStash.Api.Messages;

/// <summary>The queue of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">The message's position in it, from 1, while it is unfinished; at most one more than the count limit.</param>
/// <param name="Behind">Unfinished messages behind it, up to the count limit.</param>
/// <param name="Standing">Why the queue is in its state.</param>
internal sealed record RelatedQueue(string Name, int? Place, int? Behind, StandingResource? Standing);

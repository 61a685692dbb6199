using BusQStash.Api.Queues;

namespace BusQStash.Api.Messages;

/// <summary>The queue of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">The message's place in it, from 1, while it is unfinished; at most one more than is counted.</param>
/// <param name="Behind">Unfinished messages behind it, as far as they are counted.</param>
/// <param name="Standing">Why the queue does what it does.</param>
internal sealed record RelatedQueue(string Name, int? Place, int? Behind, StandingResource? Standing);

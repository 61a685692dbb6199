namespace BusQStash.Client.Server;

/// <summary>The queue of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">The message's position in it, from 1, while it is unfinished; at most 10,001.</param>
/// <param name="Behind">Unfinished messages behind it, at most 10,000.</param>
/// <param name="Standing">Why the queue is in its present state.</param>
public sealed record RelatedQueue(string Name, int? Place = null, int? Behind = null, QueueStanding? Standing = null);

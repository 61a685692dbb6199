using BusQStash.Bus.Publishing;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A command in a broker queue.</summary>
/// <param name="QueueName">The queue whose lane it gives a turn.</param>
/// <param name="Shard">The shard that carries the lane.</param>
/// <param name="Message">The message; <see langword="null"/> for a bare turn.</param>
/// <param name="Command">What the command says of it.</param>
internal sealed record ModelCommand(string QueueName, int? Shard, StoredMessage? Message = null, DeliverMessage? Command = null);

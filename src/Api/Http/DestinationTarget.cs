using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Http;

/// <summary>A request target that ends in a destination, taken apart (wire contract 2.5).</summary>
/// <param name="Route">The path without the destination, by which routing finds the endpoint.</param>
/// <param name="QueueName">The queue of an enqueue, as bytes.</param>
/// <param name="Destination">The destination as it was written, without this API's own parameters.</param>
/// <param name="Configuration">This API's own <c>upstash-*</c> parameters, decoded, as the headers they stand for.</param>
internal sealed record DestinationTarget(
    string Route,
    string? QueueName,
    string Destination,
    IReadOnlyList<HeaderLine> Configuration);

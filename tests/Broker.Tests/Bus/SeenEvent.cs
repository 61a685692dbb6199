namespace BusQStash.Broker.Tests.Bus;

/// <summary>One event a subscriber consumed.</summary>
/// <param name="Content">The event.</param>
/// <param name="Envelope">The bytes it came in, as text.</param>
internal sealed record SeenEvent(object Content, string Envelope);

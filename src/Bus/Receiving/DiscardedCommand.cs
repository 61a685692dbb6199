namespace BusQStash.Bus.Receiving;

/// <summary>Says that a received command was discarded and counted: MassTransit offers what could not be read to the skipped pipe as well.</summary>
internal sealed class DiscardedCommand;

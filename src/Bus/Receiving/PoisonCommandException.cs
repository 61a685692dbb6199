namespace BusQStash.Bus.Receiving;

/// <summary>A command that was read but makes no sense: it is discarded like one that could not be read.</summary>
public sealed class PoisonCommandException(string message) : Exception(message);

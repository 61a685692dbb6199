namespace BusQStash.Benchmarks.Systems;

/// <summary>A message to be published; its number is in its body.</summary>
/// <param name="Destination">Where it is to go.</param>
/// <param name="Queue">Its lane; nothing for an unordered one.</param>
internal readonly record struct Publication(string Destination, string? Queue = null);

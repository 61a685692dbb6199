namespace BusQStash.Benchmarks.Systems;

/// <summary>A message to be published; its number is in its body.</summary>
/// <param name="Destination">Where it is to go.</param>
/// <param name="Queue">Its lane; nothing for an unordered one.</param>
/// <param name="Delay">How long it is to wait, as the header says it; nothing for at once.</param>
/// <param name="Callback">Where its callback goes; nothing for none.</param>
internal readonly record struct Publication(string Destination, string? Queue = null, string? Delay = null, string? Callback = null);

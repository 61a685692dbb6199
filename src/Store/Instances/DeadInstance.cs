namespace BusQStash.Store.Instances;

/// <summary>A process that no longer shows signs of life.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Watermark">Up to here all its commands were confirmed.</param>
public sealed record DeadInstance(int Number, long Watermark);

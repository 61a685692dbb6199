namespace BusQStash.Store.Instances;

/// <summary>A process whose heartbeat has stopped.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Watermark">All its commands up to this number were confirmed.</param>
public sealed record DeadInstance(int Number, long Watermark);

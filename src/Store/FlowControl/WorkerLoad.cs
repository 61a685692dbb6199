namespace BusQStash.Store.FlowControl;

/// <summary>How busy a worker is.</summary>
/// <param name="Number">Its number.</param>
/// <param name="InFlight">Attempts in flight.</param>
/// <param name="Capacity">Attempts it may have in flight.</param>
public sealed record WorkerLoad(int Number, int InFlight, int Capacity);

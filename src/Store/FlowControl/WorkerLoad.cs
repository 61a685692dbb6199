namespace BusQStash.Store.FlowControl;

/// <summary>The reported load of a worker.</summary>
/// <param name="Number">Its number.</param>
/// <param name="InFlight">Attempts in flight.</param>
/// <param name="Capacity">Maximum number of attempts in flight.</param>
public sealed record WorkerLoad(int Number, int InFlight, int Capacity);

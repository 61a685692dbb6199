namespace BusQStash.Store.FlowControl;

/// <summary>Capacity of a worker for grants now.</summary>
/// <param name="MaxKeys">Maximum number of keys processed in one round.</param>
/// <param name="Unordered">Unordered messages the worker can take.</param>
/// <param name="Attempts">Attempts the worker can take in all, lanes included.</param>
/// <param name="StartMargin">Latest start of a rate window's first attempt after its grant; windows are kept apart by twice as much. A long period has a longer one; see <see cref="FlowPlan"/>.</param>
/// <param name="Lag">Current additional delay of this process beyond that margin; windows it opens are kept apart by that much more.</param>
public sealed record FlowAsk(int MaxKeys, int Unordered, int Attempts, TimeSpan StartMargin, TimeSpan Lag);

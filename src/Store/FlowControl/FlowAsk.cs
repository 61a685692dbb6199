namespace BusQStash.Store.FlowControl;

/// <summary>What a worker can take on now.</summary>
/// <param name="MaxKeys">Keys looked at in one go.</param>
/// <param name="Unordered">Unordered messages it has room for.</param>
/// <param name="Attempts">Attempts it has room for in all, lanes included.</param>
/// <param name="StartMargin">How late the first attempt of a rate's window may start after its grant; windows are kept apart by twice as much.</param>
/// <param name="Lag">How much later than that this process is at present; windows it opens are kept apart by that much more.</param>
public sealed record FlowAsk(int MaxKeys, int Unordered, int Attempts, TimeSpan StartMargin, TimeSpan Lag);

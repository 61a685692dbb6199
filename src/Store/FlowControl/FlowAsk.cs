namespace BusQStash.Store.FlowControl;

/// <summary>What a worker can take on now.</summary>
/// <param name="MaxKeys">Keys looked at in one go.</param>
/// <param name="Unordered">Unordered messages it has room for.</param>
/// <param name="Attempts">Attempts it has room for in all, lanes included.</param>
/// <param name="StartMargin">How late an attempt may start after its grant; a rate's window is kept apart from the next by twice as much.</param>
public sealed record FlowAsk(int MaxKeys, int Unordered, int Attempts, TimeSpan StartMargin);

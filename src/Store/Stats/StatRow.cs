namespace BusQStash.Store.Stats;

/// <summary>A cell with its series and time.</summary>
/// <param name="Series">The series.</param>
/// <param name="At">Start of its step, unix milliseconds.</param>
/// <param name="Cell">The numbers.</param>
public sealed record StatRow(string Series, long At, StatCell Cell);

namespace BusQStash.Store.Stats;

/// <summary>A cell and where it belongs.</summary>
/// <param name="Series">The series.</param>
/// <param name="At">The beginning of its step of time, unix milliseconds.</param>
/// <param name="Cell">The numbers.</param>
public sealed record StatRow(string Series, long At, StatCell Cell);

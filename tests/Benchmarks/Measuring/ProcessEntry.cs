namespace BusQStash.Benchmarks.Measuring;

/// <summary>A line of the machine's process table.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">The number of the one that started it.</param>
/// <param name="Name">The program's name, cut to 15 letters by the system.</param>
/// <param name="OwnTicks">Processor time it used itself.</param>
/// <param name="EndedTicks">Processor time of its children that have ended.</param>
internal readonly record struct ProcessEntry(int Id, int Parent, string Name, long OwnTicks, long EndedTicks);

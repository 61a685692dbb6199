namespace BusQStash.Store.Instances;

/// <summary>A range of commands by origin number; workers treat the commands in a recorded range as possible duplicates.</summary>
/// <param name="Origin">The process that accepted their messages.</param>
/// <param name="After">The range begins above this number.</param>
/// <param name="Through">The last number of the range.</param>
public sealed record CommandRange(int Origin, long After, long Through);

namespace BusQStash.Store.Instances;

/// <summary>A range of commands that may exist twice, because they may have to be sent again.</summary>
/// <param name="Origin">The process that accepted their messages.</param>
/// <param name="After">Numbers above this.</param>
/// <param name="Through">Up to this.</param>
public sealed record DoubtfulCommands(int Origin, long After, long Through);

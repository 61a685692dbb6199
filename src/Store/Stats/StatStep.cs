namespace BusQStash.Store.Stats;

/// <summary>Lengths of time steps. The numbers are stored.</summary>
public enum StatStep
{
    /// <summary>A minute.</summary>
    Minute = 0,

    /// <summary>An hour.</summary>
    Hour = 1,

    /// <summary>A UTC day.</summary>
    Day = 2,
}

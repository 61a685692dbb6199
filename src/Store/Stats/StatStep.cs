namespace BusQStash.Store.Stats;

/// <summary>Steps of time. The numbers are stored.</summary>
public enum StatStep
{
    /// <summary>A minute.</summary>
    Minute = 0,

    /// <summary>An hour.</summary>
    Hour = 1,

    /// <summary>A day of UTC.</summary>
    Day = 2,
}

namespace BusQStash.Store.Queues;

/// <summary>How far those who look count.</summary>
public static class QueueLimits
{
    /// <summary>Nobody needs to know more exactly than "10,000+", and counting on costs the database more than delivering them.</summary>
    public const int Counted = 10_000;
}

namespace BusQStash.Store.Queues;

/// <summary>Limits of counting for the dashboard.</summary>
public static class QueueLimits
{
    /// <summary>Counting stops here and the result is shown as "10,000+": counting further would cost the database more than delivering the messages.</summary>
    public const int Counted = 10_000;
}

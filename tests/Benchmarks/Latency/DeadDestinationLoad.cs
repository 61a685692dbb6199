namespace BusQStash.Benchmarks.Latency;

/// <summary>A steady load of which a part goes to one host.</summary>
/// <param name="Rate">Messages a second.</param>
/// <param name="Seconds">How long.</param>
/// <param name="DeadShare">Percent of them for the one host.</param>
internal sealed record DeadDestinationLoad(int Rate, int Seconds, int DeadShare)
{
    public int Messages => Rate * Seconds;

    /// <summary>When a message is to be sent, from the beginning.</summary>
    public TimeSpan At(int message) => TimeSpan.FromSeconds((double)message / Rate);

    public bool IsToDead(int message) => message % 100 < DeadShare;
}

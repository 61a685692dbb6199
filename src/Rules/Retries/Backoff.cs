namespace BusQStash.Rules.Retries;

/// <summary>The default wait before a retry (wire contract 10.2).</summary>
internal static class Backoff
{
    /// <summary>The longest wait, whatever its source (wire contract 10.2 to 10.4).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary><c>min(86400, e^(factor·retry))</c> seconds; <paramref name="retry"/> counts from 1.</summary>
    public static TimeSpan Before(int retry, double factor)
    {
        var seconds = Math.Exp(factor * retry);
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }
}

namespace BusQStash.Store.FlowControl;

/// <summary>Decides what returning unused permits changes. The transaction holds the locks of the messages and keys, so the decision stays valid until it commits.</summary>
/// <param name="putBacks">The returned permits.</param>
/// <param name="taken">The revoked permits. A permit that no longer existed is missing and changes nothing, so a repeat is harmless.</param>
/// <param name="claimed">Unordered messages this process still holds the claim of: they were not canceled, settled or taken over meanwhile.</param>
internal sealed class PutBackPlan(
    IReadOnlyCollection<FlowPutBack> putBacks, IReadOnlyCollection<TakenPermit> taken, IReadOnlySet<string> claimed)
{
    /// <summary>Permits whose messages return to their former places; a lane's message returns for this process, under its ticket.</summary>
    public IReadOnlyList<TakenPermit> Standing { get; } = [.. taken.Where(permit => permit.Ticket is not null || claimed.Contains(permit.MessageId))];

    /// <summary>Messages whose claim ends with the return.</summary>
    public IReadOnlyList<string> Unclaimed => [.. Standing.Where(permit => permit.Ticket is null).Select(permit => permit.MessageId)];

    /// <summary>Keys with a window whose opening start was not made.</summary>
    public IReadOnlyList<string> Resting
    {
        get
        {
            var unmade = putBacks.Where(one => !one.Started).Select(one => one.Permit.MessageId).ToHashSet(StringComparer.Ordinal);
            return [.. taken.Where(permit => permit.Opened && unmade.Contains(permit.MessageId)).Select(permit => permit.Key).Distinct()];
        }
    }

    /// <summary>Time after which each key is due for granting.</summary>
    public IReadOnlyDictionary<string, TimeSpan> LookIn => putBacks.GroupBy(one => one.Permit.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Min(one => one.LookIn), StringComparer.Ordinal);

    /// <summary>The key's state after the opening start was not made; <see langword="null"/> when it has no window.</summary>
    /// <remarks>
    /// The window begins with the first of its other starts, at an unknown time. The last possible start is <see cref="FlowPlan.LongestStart"/> from now, or at the window's end;
    /// the key rests for a period from then.
    /// </remarks>
    public static FlowKeyState? Rest(FlowKeyState key)
    {
        if (key is not { Rate: { } rate, WindowStartedAt: > 0 })
        {
            return null;
        }

        var age = key.Now - key.WindowStartedAt;
        var lag = Math.Min(Math.Min(age + FlowPlan.LongestStart, key.PeriodSeconds * 1000L), int.MaxValue);
        return key with
        {
            WindowCount = Math.Max(key.WindowCount, rate),
            WindowLag = (int)Math.Max(key.WindowLag, Math.Max(lag, Math.Min(age, int.MaxValue))),
        };
    }
}

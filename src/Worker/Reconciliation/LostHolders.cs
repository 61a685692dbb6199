namespace BusQStash.Worker.Reconciliation;

/// <summary>Remembers since when processes unknown to the ledger have been seen as holders; only one that stays unknown is considered dead.</summary>
internal sealed class LostHolders(TimeProvider time)
{
    private readonly Dictionary<(Kind Kind, int Number), long> _since = [];

    /// <summary>Of what they hold.</summary>
    public enum Kind
    {
        Claims,
        Permits,
    }

    /// <summary>Those of a look that every look of the last <paramref name="age"/> has found.</summary>
    public IReadOnlyList<int> StillLost(Kind kind, IReadOnlyList<int> found, TimeSpan age)
    {
        var now = time.GetTimestamp();
        foreach (var gone in _since.Keys.Where(key => key.Kind == kind && !found.Contains(key.Number)).ToArray())
        {
            _since.Remove(gone);
        }

        foreach (var number in found)
        {
            _since.TryAdd((kind, number), now);
        }

        return [.. found.Where(number => time.GetElapsedTime(_since[(kind, number)], now) >= age)];
    }
}

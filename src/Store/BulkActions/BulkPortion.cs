namespace BusQStash.Store.BulkActions;

/// <summary>The messages one step of a bulk action cancels, and where the next one goes on: a decision of what was seen, and nothing else.</summary>
/// <param name="MessageIds">The messages.</param>
/// <param name="After">The last message that was looked at (unix milliseconds and id).</param>
/// <param name="SawAll">Whether there is nothing behind it.</param>
internal sealed record BulkPortion(IReadOnlyList<string> MessageIds, (long CreatedAt, string Id) After, bool SawAll)
{
    /// <param name="claim">How far the action is. Its count is exact: whoever else had counted would have taken the claim.</param>
    /// <param name="seen">The next messages, at most <paramref name="max"/>.</param>
    /// <param name="max">How many were looked for.</param>
    public static BulkPortion Of(BulkClaim claim, IReadOnlyList<(long CreatedAt, string Id, bool Found)> seen, int max)
    {
        var left = Left(claim, 0);
        List<string> ids = [];
        var looked = 0;
        while (looked < seen.Count && ids.Count < left)
        {
            if (seen[looked].Found)
            {
                ids.Add(seen[looked].Id);
            }

            looked++;
        }

        // Some of those may have finished since they were seen: what lies behind the last is for the next step, if any is left then.
        var after = looked == 0 ? claim.After : (seen[looked - 1].CreatedAt, seen[looked - 1].Id);
        return new BulkPortion(ids, after, looked == seen.Count && seen.Count < max);
    }

    /// <summary>Whether the action is done when so many of them were canceled.</summary>
    public bool IsLast(BulkClaim claim, int canceled) => SawAll || Left(claim, canceled) <= 0;

    /// <summary>The claim to go on with; <see langword="null"/> when it is done.</summary>
    public BulkClaim? Next(BulkClaim claim, int canceled) => IsLast(claim, canceled)
        ? null
        : claim with { After = After, Action = claim.Action with { Processed = claim.Action.Processed + canceled } };

    private static long Left(BulkClaim claim, int canceled) =>
        claim.Action.Filter.Most is { } most ? most - claim.Action.Processed - canceled : long.MaxValue;
}

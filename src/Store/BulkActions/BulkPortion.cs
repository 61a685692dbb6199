namespace BusQStash.Store.BulkActions;

/// <summary>The messages one step of a bulk action cancels, and the cursor of the next step. Derived from the examined messages alone.</summary>
/// <param name="MessageIds">The messages.</param>
/// <param name="After">Cursor, the last message examined (unix milliseconds and id).</param>
/// <param name="SawAll">Whether no message follows it.</param>
internal sealed record BulkPortion(IReadOnlyList<string> MessageIds, (long CreatedAt, string Id) After, bool SawAll)
{
    /// <param name="claim">The progress of the action. Its count is exact, because a process that had counted more would have taken the claim.</param>
    /// <param name="seen">The next messages, at most <paramref name="max"/>.</param>
    /// <param name="max">Number of messages requested.</param>
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

        // Some of these may have finished since they were read: messages behind the last one are left to the next step, if the limit allows any.
        var after = looked == 0 ? claim.After : (seen[looked - 1].CreatedAt, seen[looked - 1].Id);
        return new BulkPortion(ids, after, looked == seen.Count && seen.Count < max);
    }

    /// <summary>Whether the action is complete once this many were canceled.</summary>
    public bool IsLast(BulkClaim claim, int canceled) => SawAll || Left(claim, canceled) <= 0;

    /// <summary>The claim for the next step; <see langword="null"/> when the action is complete.</summary>
    public BulkClaim? Next(BulkClaim claim, int canceled) => IsLast(claim, canceled)
        ? null
        : claim with { After = After, Action = claim.Action with { Processed = claim.Action.Processed + canceled } };

    private static long Left(BulkClaim claim, int canceled) =>
        claim.Action.Filter.Most is { } most ? most - claim.Action.Processed - canceled : long.MaxValue;
}

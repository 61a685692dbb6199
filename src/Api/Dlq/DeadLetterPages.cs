using BusQStash.Store.Dlq;
using BusQStash.Store.Sql;

namespace BusQStash.Api.Dlq;

/// <summary>Pages through the dead letters of a bulk call by key only; callers that need full entries read them in portions.</summary>
internal sealed class DeadLetterPages(IDeadLetters letters)
{
    private const int GroupSize = 100;

    /// <summary>Passes the selected entries to the work, in order.</summary>
    /// <returns>The cursor of the next call; <see langword="null"/> when nothing is left.</returns>
    internal async Task<string?> EachAsync(
        DlqSelection selection, Func<IReadOnlyList<Listed<(long FailedAt, string DlqId)>>, Task> work, CancellationToken cancellationToken)
    {
        if (selection.Ids is { } ids)
        {
            foreach (var group in ids.Chunk(GroupSize))
            {
                await work(await letters.ListAsync(new DlqQuery { DlqIds = group, Count = group.Length }, cancellationToken));
            }

            return null;
        }

        // One more than requested tells whether anything is left.
        var query = selection.Query;
        var found = await letters.ListAsync(query with { Count = query.Count + 1 }, cancellationToken);
        await work([.. found.Take(query.Count)]);
        return found.Count > query.Count ? DlqCursor.After(found[query.Count - 1].Key) : null;
    }
}

using BusQStash.Store.Dlq;
using BusQStash.Store.Sql;

namespace BusQStash.Api.Dlq;

/// <summary>Goes through the dead letters of a bulk call. None is read for that: whoever needs them in full reads a portion at a time.</summary>
internal sealed class DeadLetterPages(IDeadLetters letters)
{
    private const int GroupSize = 100;

    /// <summary>Hands the selected entries to the work, in order.</summary>
    /// <returns>Where to go on: the cursor of the next call; <see langword="null"/> when there is nothing left.</returns>
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

        // One more than asked for tells whether anything is left.
        var query = selection.Query;
        var found = await letters.ListAsync(query with { Count = query.Count + 1 }, cancellationToken);
        await work([.. found.Take(query.Count)]);
        return found.Count > query.Count ? DlqCursor.After(found[query.Count - 1].Key) : null;
    }
}

using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Goes through dead letters in small groups: their bodies are in memory while they are looked at.</summary>
internal sealed class DeadLetterPages(IDeadLetters letters)
{
    private const int GroupSize = 20;

    /// <summary>Hands the selected entries to the work, in order.</summary>
    /// <returns>Where to go on: the cursor of the next call; <see langword="null"/> when there is nothing left.</returns>
    internal async Task<string?> EachAsync(
        DlqSelection selection, Func<IReadOnlyList<DeadLetter>, Task> work, CancellationToken cancellationToken)
    {
        if (selection.Ids is { } ids)
        {
            foreach (var group in ids.Chunk(GroupSize))
            {
                await work(await letters.ListAsync(new DlqQuery { DlqIds = group, Count = group.Length }, cancellationToken));
            }

            return null;
        }

        return await EachAsync(selection.Query, work, cancellationToken);
    }

    private async Task<string?> EachAsync(DlqQuery query, Func<IReadOnlyList<DeadLetter>, Task> work, CancellationToken cancellationToken)
    {
        var after = query.After;
        var left = query.Count;
        while (true)
        {
            // One more than asked for tells whether anything is left.
            var size = Math.Min(left, GroupSize);
            var found = await letters.ListAsync(query with { After = after, Count = size + 1 }, cancellationToken);
            var group = found.Take(size).ToList();
            await work(group);
            left -= group.Count;
            if (found.Count <= size)
            {
                return null;
            }

            after = (group[^1].FailedAt.ToUnixTimeMilliseconds(), group[^1].DlqId);
            if (left == 0)
            {
                return DlqCursor.After(group[^1]);
            }
        }
    }
}

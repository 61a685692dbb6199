using System.Runtime.CompilerServices;
using BusQStash.Store.Sql;

namespace BusQStash.Api.Http;

/// <summary>
/// Reads the entries of a list a portion at a time, so that no list costs the memory of all it shows. No connection to the ledger is held between two portions:
/// a client that reads slowly keeps nobody waiting.
/// </summary>
internal static class Portions
{
    /// <summary>What is in memory of one list; an entry longer than this makes a portion by itself.</summary>
    internal const long MaxBytes = 1024 * 1024;

    /// <summary>Few enough for every engine's limit of parameters, many enough for one round trip to be worth it.</summary>
    internal const int MaxEntries = 100;

    /// <summary>The keys of a list, portion by portion.</summary>
    internal static IEnumerable<IReadOnlyList<TKey>> Of<TKey>(IReadOnlyList<Listed<TKey>> entries)
    {
        for (var at = 0; at < entries.Count;)
        {
            var portion = ListPage<TKey>.Of([.. entries.Skip(at).Take(MaxEntries)], MaxEntries, MaxBytes).Keys;
            at += portion.Count;
            yield return [.. portion.Select(entry => entry.Key)];
        }
    }

    /// <summary>The entries of a list.</summary>
    internal static async IAsyncEnumerable<TEntry> ReadAsync<TKey, TEntry>(
        IReadOnlyList<Listed<TKey>> entries,
        Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyList<TEntry>>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var portion in Of(entries))
        {
            foreach (var entry in await read(portion, cancellationToken))
            {
                yield return entry;
            }
        }
    }
}

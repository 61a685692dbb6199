using System.Runtime.CompilerServices;
using BusQStash.Store.Sql;

namespace BusQStash.Api.Http;

/// <summary>
/// Reads the entries of a list in portions, so that a list never needs memory for all its entries. No connection to the ledger is held between two portions, so a slow client
/// does not block others.
/// </summary>
internal static class Portions
{
    /// <summary>Most bytes of one list in memory; a longer entry is a portion by itself.</summary>
    internal const long MaxBytes = 1024 * 1024;

    /// <summary>Below every engine's limit of parameters, and large enough to justify a round trip.</summary>
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

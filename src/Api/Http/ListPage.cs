using BusQStash.Store.Sql;

namespace BusQStash.Api.Http;

/// <summary>Where a page of a list ends: after as many entries as were asked for, or before they are too long together.</summary>
/// <param name="Keys">What its entries are read by, with their lengths.</param>
/// <param name="HasMore">Whether there is another page behind it.</param>
internal sealed record ListPage<TKey>(IReadOnlyList<Listed<TKey>> Keys, bool HasMore)
{
    /// <param name="found">The entries from the page's beginning on, one more than <paramref name="count"/> if there are so many: it tells of another page.</param>
    /// <param name="count">Most entries.</param>
    /// <param name="maxBytes">Most bytes; a single entry may have more.</param>
    internal static ListPage<TKey> Of(IReadOnlyList<Listed<TKey>> found, int count, long maxBytes)
    {
        var fit = 0;
        var bytes = 0L;
        while (fit < Math.Min(found.Count, count) && (fit == 0 || bytes + found[fit].Bytes <= maxBytes))
        {
            bytes += found[fit++].Bytes;
        }

        return new ListPage<TKey>([.. found.Take(fit)], fit < found.Count);
    }
}

using BusQStash.Store.Sql;

namespace BusQStash.Api.Http;

/// <summary>One page of a list (keyset pagination): it ends after the requested number of entries, or earlier when they exceed a size.</summary>
/// <param name="Keys">The keys its entries are read by, with their lengths.</param>
/// <param name="HasMore">Whether another page follows.</param>
internal sealed record ListPage<TKey>(IReadOnlyList<Listed<TKey>> Keys, bool HasMore)
{
    /// <param name="found">The entries from the page's beginning on, up to one more than <paramref name="count"/>: the extra one shows that another page follows.</param>
    /// <param name="count">Most entries.</param>
    /// <param name="maxBytes">Most bytes; a single entry may be larger.</param>
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

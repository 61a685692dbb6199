using System.Runtime.CompilerServices;

namespace BusQStash.Client.Http;

/// <summary>Follows cursors.</summary>
internal static class Paging
{
    /// <summary>All entries of all pages; each page is fetched when the previous one is used up.</summary>
    internal static async IAsyncEnumerable<T> AllAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var (items, next) = await page(cursor, cancellationToken);
            foreach (var item in items)
            {
                yield return item;
            }

            cursor = Following(cursor, next);
        }
        while (cursor is not null);
    }

    /// <summary>All entries of a list of the server's own API.</summary>
    /// <param name="query">Creates the filters, once for each page.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static IAsyncEnumerable<T> ItemsAsync<T>(
        Func<Query> query, Func<IDictionary<string, string>, CancellationToken, Task<ItemPage<T>>> read, CancellationToken cancellationToken) => AllAsync(
        async (cursor, stop) =>
        {
            var page = await read(query().With("cursor", cursor), stop);
            return new Page<T>(page.Items, page.Cursor);
        },
        cancellationToken);

    /// <summary>Sums the entries processed by calls that each handle a part, until the last part.</summary>
    internal static async Task<int> CountAsync(Func<string?, Task<(int Count, string? Cursor)>> part)
    {
        var all = 0;
        string? cursor = null;
        do
        {
            var (count, next) = await part(cursor);
            all += count;
            cursor = Following(cursor, next);
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>The next cursor; the last page has none, or an empty one. A repeated cursor throws, because following it would loop for ever.</summary>
    private static string? Following(string? cursor, string? next) => string.IsNullOrEmpty(next) ? null
        : next == cursor ? throw new BusQStashException($"The server gave out the cursor '{next}' twice", cause: null)
        : next;
}

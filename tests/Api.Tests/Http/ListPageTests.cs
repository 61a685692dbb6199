using BusQStash.Api.Http;
using BusQStash.Store.Sql;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class ListPageTests
{
    [Theory]
    [InlineData("", 5, "", false)]
    [InlineData("10", 5, "0", false)]
    [InlineData("10 10 10", 3, "012", false)]
    [InlineData("10 10 10", 2, "01", true)]
    [InlineData("60 40 1", 5, "01", true)]
    [InlineData("60 41 1", 5, "0", true)]
    [InlineData("500 1", 5, "0", true)]
    [InlineData("1 500", 5, "0", true)]
    [InlineData("500", 5, "0", false)]
    [InlineData("0 0 100 0", 5, "0123", false)]
    public void A_page_of_a_hundred_bytes_ends_before_the_entry_that_is_too_much_and_never_empty(string lengths, int count, string fit, bool more)
    {
        var page = ListPage<int>.Of(Listed(lengths), count, 100);
        Assert.Equal(fit, string.Concat(page.Keys.Select(entry => entry.Key)));
        Assert.Equal(more, page.HasMore);
    }

    [Fact]
    public void Portions_have_every_entry_once_in_order_and_none_is_long_unless_a_single_entry_is()
    {
        var random = new Random(1);
        List<Listed<int>> entries = [.. Enumerable.Range(0, 2000).Select(i => new Listed<int>(i, random.Next(10) == 0 ? random.Next(4_000_000) : random.Next(20_000)))];
        List<IReadOnlyList<int>> portions = [.. Portions.Of(entries)];
        Assert.Equal(entries.Select(entry => entry.Key), portions.SelectMany(portion => portion));
        Assert.All(portions, portion =>
        {
            Assert.InRange(portion.Count, 1, Portions.MaxEntries);
            Assert.True(portion.Count == 1 || portion.Sum(key => entries[key].Bytes) <= Portions.MaxBytes);
        });
    }

    private static List<Listed<int>> Listed(string lengths) =>
        [.. lengths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((length, i) => new Listed<int>(i, long.Parse(length, System.Globalization.CultureInfo.InvariantCulture)))];
}

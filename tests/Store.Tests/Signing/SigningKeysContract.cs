using BusQStash.Store.Signing;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Signing;

public abstract class SigningKeysContract(IStoreHarness harness) : StoreContract(harness)
{
    private ISigningKeys Keys => Get<ISigningKeys>();

    [Fact]
    public async Task Remembers_the_first_keys_whatever_is_offered_later()
    {
        Assert.Null(await Keys.FindAsync(None));

        Assert.Equal(new SigningKeys("a", "b"), await Keys.GetOrCreateAsync(new SigningKeys("a", "b"), None));
        Assert.Equal(new SigningKeys("a", "b"), await Keys.GetOrCreateAsync(new SigningKeys("x", "y"), None));
        Assert.Equal(new SigningKeys("a", "b"), await Keys.FindAsync(None));
    }

    [Fact]
    public async Task Agrees_on_one_pair_when_many_start_at_once()
    {
        var pairs = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Keys.GetOrCreateAsync(new SigningKeys($"c{i}", $"n{i}"), None)));

        Assert.Single(pairs.Distinct());
    }

    [Fact]
    public async Task Makes_next_current_on_rotation()
    {
        await Keys.GetOrCreateAsync(new SigningKeys("a", "b"), None);

        Assert.Equal(new SigningKeys("b", "c"), await Keys.RotateAsync("c", None));
        Assert.Equal(new SigningKeys("b", "c"), await Keys.FindAsync(None));
    }

    [Fact]
    public async Task Loses_no_rotation_when_many_rotate_at_once()
    {
        await Keys.GetOrCreateAsync(new SigningKeys("a", "b"), None);

        var rotated = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Keys.RotateAsync($"k{i}", None)));

        // Each key but the last was current exactly once, so no rotation stood on a stale one.
        Assert.Equal(10, rotated.Select(keys => keys.Current).Distinct().Count());
    }

    [Fact]
    public async Task Cannot_rotate_what_is_not_there() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Keys.RotateAsync("c", None));
}

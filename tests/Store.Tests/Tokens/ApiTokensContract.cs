using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tokens;
using Xunit;

namespace BusQStash.Store.Tests.Tokens;

public abstract class ApiTokensContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000);

    private IApiTokens Tokens => Get<IApiTokens>();

    [Fact]
    public async Task Remembers_all_a_token_has()
    {
        var token = new ApiToken("ci", "hash", TokenRights.Publish | TokenRights.Read, ["orders", "mails"], ["*.example.com"], Now, Now.AddDays(1));
        Assert.True(await Tokens.AddAsync(token, None));
        Assert.True(await Tokens.AddAsync(Plain("another"), None));

        var tokens = await Tokens.ListAsync(None);

        Assert.Equal(["another", "ci"], tokens.Select(one => one.Name));
        Assert.Equal((token.Hash, token.Rights, token.CreatedAt, token.ExpiresAt), (tokens[1].Hash, tokens[1].Rights, tokens[1].CreatedAt, tokens[1].ExpiresAt));
        Assert.Equal(["orders", "mails"], tokens[1].Queues);
        Assert.Equal(["*.example.com"], tokens[1].Hosts);
        Assert.Empty(tokens[0].Queues.Concat(tokens[0].Hosts));
        Assert.Equal((null, null, null), (tokens[0].ExpiresAt, tokens[0].PreviousHash, tokens[0].PreviousUntil));
    }

    [Fact]
    public async Task A_name_is_taken_once_however_many_ask_at_once()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Tokens.AddAsync(Plain("one") with { Hash = $"h{i}" }, None)));

        Assert.Single(added, one => one);
        Assert.Single(await Tokens.ListAsync(None));
    }

    [Fact]
    public async Task A_rotation_keeps_the_hash_before_and_no_earlier_one()
    {
        await Tokens.AddAsync(Plain("ci") with { Hash = "first" }, None);

        await Tokens.RotateAsync("ci", "second", Now.AddHours(1), None);
        var token = await Tokens.RotateAsync("ci", "third", Now.AddHours(2), None);

        Assert.Equal(("third", "second", Now.AddHours(2)), (token!.Hash, token.PreviousHash, token.PreviousUntil));
        Assert.Equal("third", (await Tokens.ListAsync(None)).Single().Hash);
        Assert.Null(await Tokens.RotateAsync("nobody", "x", Now, None));
    }

    [Fact]
    public async Task A_rotation_that_is_made_again_does_not_lose_the_hash_before()
    {
        await Tokens.AddAsync(Plain("ci") with { Hash = "first" }, None);
        await Tokens.RotateAsync("ci", "second", Now.AddHours(1), None);

        Assert.Equal("first", (await Tokens.RotateAsync("ci", "second", Now.AddHours(1), None))!.PreviousHash);
    }

    [Fact]
    public async Task What_is_removed_leaves_nothing()
    {
        await Tokens.AddAsync(Plain("ci"), None);
        await Tokens.UsedAsync("ci", Now, None);

        Assert.True(await Tokens.RemoveAsync("ci", None));
        Assert.False(await Tokens.RemoveAsync("ci", None));
        Assert.Empty(await Tokens.ListAsync(None));
        Assert.Empty(await Tokens.LastUsesAsync(None));
    }

    [Fact]
    public async Task The_last_use_never_goes_back()
    {
        await Tokens.UsedAsync("of-the-settings", Now, None);
        await Tokens.UsedAsync("of-the-settings", Now.AddMinutes(-1), None);
        Assert.Equal(Now, (await Tokens.LastUsesAsync(None))["of-the-settings"]);

        await Tokens.UsedAsync("of-the-settings", Now.AddMinutes(1), None);
        Assert.Equal(Now.AddMinutes(1), (await Tokens.LastUsesAsync(None))["of-the-settings"]);
    }

    private static ApiToken Plain(string name) => new(name, "hash", TokenRights.Publish, [], [], Now, null);
}

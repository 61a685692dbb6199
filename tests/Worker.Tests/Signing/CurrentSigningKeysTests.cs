using System.Text;
using BusQStash.Store.Signing;
using BusQStash.Testing;
using BusQStash.Worker.Signing;
using BusQStash.Worker.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Signing;

public sealed class CurrentSigningKeysTests
{
    private readonly FixedSigningKeys _stored = new();
    private readonly RotationSignal _rotations = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rotation_is_seen_after_a_second_and_the_ledger_is_not_asked_before()
    {
        var keys = new CurrentSigningKeys(_stored, _rotations, _time);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("sig_current", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
        }

        Assert.Equal(1, _stored.Reads);
        await _stored.RotateAsync("sig_newest", Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("sig_next", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
    }

    [Fact]
    public async Task A_rotation_this_process_has_heard_of_is_followed_at_once()
    {
        var keys = new CurrentSigningKeys(_stored, _rotations, _time);
        Assert.Equal("sig_current", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
        await _stored.RotateAsync("sig_newest", Token);

        _rotations.Raise();

        Assert.Equal("sig_next", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
        Assert.Equal(2, _stored.Reads);
    }

    [Fact]
    public async Task A_look_that_began_before_the_rotation_is_not_used_after_it()
    {
        var keys = new CurrentSigningKeys(_stored, _rotations, _time);
        var old = _stored.Hold();
        var before = keys.GetAsync(Token);
        await _stored.RotateAsync("sig_newest", Token);

        _rotations.Raise();

        Assert.Equal("sig_next", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
        old.SetResult();
        Assert.Equal("sig_current", Encoding.UTF8.GetString((await before).Current));
        Assert.Equal("sig_next", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
    }

    [Fact]
    public async Task A_rotation_in_another_process_is_followed_by_news()
    {
        var keys = new CurrentSigningKeys(_stored, _rotations, _time);
        Assert.Equal("sig_current", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
        await using var bus = await NewsBus.StartAsync(new SigningKeysRotatedConsumer(_rotations, NullLogger<SigningKeysRotatedConsumer>.Instance));
        await _stored.RotateAsync("sig_newest", Token);

        await bus.Announcer.AnnounceAsync(Token);

        // The clock stands: without news it would sign with the old key for ever.
        await Eventually.TrueAsync(async () => Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current) == "sig_next", "the news of the rotation");
    }

    [Fact]
    public async Task A_failed_look_is_not_kept()
    {
        var keys = new CurrentSigningKeys(_stored, _rotations, _time);
        _stored.Failure = new InvalidOperationException("away");
        await Assert.ThrowsAsync<InvalidOperationException>(() => keys.GetAsync(Token));

        _stored.Failure = null;

        Assert.Equal("sig_current", Encoding.UTF8.GetString((await keys.GetAsync(Token)).Current));
    }

    [Fact]
    public async Task Without_keys_nothing_is_signed()
    {
        _stored.Keys = null;

        await Assert.ThrowsAsync<InvalidOperationException>(() => new CurrentSigningKeys(_stored, _rotations, _time).GetAsync(Token));
    }

    [Fact]
    public async Task The_first_start_stores_configured_keys_or_makes_some()
    {
        _stored.Keys = null;
        var configured = new SigningOptions { CurrentSigningKey = "sig_a", NextSigningKey = "sig_b" };
        Assert.Equal(new SigningKeys("sig_a", "sig_b"), await new SigningKeySetup(_stored, Options.Create(configured)).EnsureAsync(Token));
        Assert.Equal(new SigningKeys("sig_a", "sig_b"), await new SigningKeySetup(_stored, Options.Create(new SigningOptions())).EnsureAsync(Token));

        _stored.Keys = null;
        var made = await new SigningKeySetup(_stored, Options.Create(new SigningOptions())).EnsureAsync(Token);
        Assert.Matches("^sig_[0-9A-Za-z]{28}$", made.Current);
        Assert.Matches("^sig_[0-9A-Za-z]{28}$", made.Next);
        Assert.NotEqual(made.Current, made.Next);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("sig_a", "sig_b", true)]
    [InlineData("sig_a", null, false)]
    [InlineData("", "sig_b", false)]
    public void The_two_keys_are_configured_together(string? current, string? next, bool valid) => Assert.Equal(
        valid,
        new SigningOptionsValidator().Validate(null, new SigningOptions { CurrentSigningKey = current, NextSigningKey = next }).Succeeded);
}

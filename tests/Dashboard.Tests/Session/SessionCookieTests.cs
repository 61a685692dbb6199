using BusQStash.Api.Dashboard;
using BusQStash.Api.Http;
using BusQStash.Api.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class SessionCookieTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("root")]
    [InlineData("read-only")]
    [InlineData("a.named-one_2")]
    public void What_was_written_is_read_by_every_Api_with_the_same_token(string token)
    {
        var ticket = Ticket(token: token);
        Assert.Equal(ticket, Cookies().Read(Cookies().Write(ticket), Start.AddHours(1)));
    }

    [Fact]
    public void Ends_twelve_hours_after_it_was_last_used()
    {
        var value = Cookies().Write(Ticket(seenAt: Start.AddHours(5)));
        Assert.NotNull(Cookies().Read(value, Start.AddHours(17).AddSeconds(-1)));
        Assert.Null(Cookies().Read(value, Start.AddHours(17)));
    }

    [Fact]
    public void Ends_seven_days_after_the_sign_in_however_much_it_is_used()
    {
        var value = Cookies().Write(Ticket(seenAt: Start.AddDays(7).AddHours(-1)));
        Assert.NotNull(Cookies().Read(value, Start.AddDays(7).AddSeconds(-1)));
        Assert.Null(Cookies().Read(value, Start.AddDays(7)));
    }

    [Fact]
    public void Another_token_of_the_settings_ends_all_of_them() => Assert.Null(Cookies("another").Read(Cookies().Write(Ticket()), Start));

    [Fact]
    public void Another_token_of_the_same_name_opens_no_session_of_the_first()
    {
        var hash = TokenSecret.Hash("some");
        var ticket = Ticket() with { Proof = Cookies().ProofOf(hash) };
        Assert.True(Cookies().IsOf(ticket, hash));
        Assert.False(Cookies().IsOf(ticket, TokenSecret.Hash("another")));
        Assert.False(Cookies("another").IsOf(ticket, hash));
    }

    [Fact]
    public void The_hash_of_a_token_does_not_go_to_the_browser() =>
        Assert.DoesNotContain(TokenSecret.Hash("some"), Cookies().Write(Ticket() with { Proof = Cookies().ProofOf(TokenSecret.Hash("some")) }), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Every_changed_character_makes_it_worthless()
    {
        var value = Cookies().Write(Ticket());
        for (var at = 0; at < value.Length; at++)
        {
            var other = value[at] == 'A' ? 'B' : 'A';
            Assert.Null(Cookies().Read($"{value[..at]}{other}{value[(at + 1)..]}", Start));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2.cm9vdA.x.0.0.x.")]
    [InlineData("2.!.a.b.c.d.e")]
    [InlineData("1.f.0.0.x.y")]
    [InlineData("......")]
    public void What_is_no_session_is_none(string? value) => Assert.Null(Cookies().Read(value, Start));

    [Fact]
    public void Servers_with_other_tokens_use_other_names() => Assert.NotEqual(Cookies().Name, Cookies("another").Name);

    private static SessionTicket Ticket(string token = "root", DateTimeOffset? seenAt = null) => new(token, "proof", Start, seenAt ?? Start);

    private static SessionCookie Cookies(string root = "all") => new(
        new SettingsTokens(new ConfigurationBuilder().Build(), Options.Create(new AuthenticationOptions { Token = root }), [], NullLogger<SettingsTokens>.Instance),
        Options.Create(new DashboardOptions()));
}

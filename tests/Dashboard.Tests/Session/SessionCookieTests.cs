using BusQStash.Api.Dashboard;
using BusQStash.Api.Http;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Dashboard.Tests.Session;

public sealed class SessionCookieTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Access.Full)]
    [InlineData(Access.Read)]
    internal void What_was_written_is_read_by_every_Api_with_the_same_tokens(Access access)
    {
        var session = new DashboardSession(access, Start, Start);
        Assert.Equal(session, Cookies().Read(Cookies().Write(session), Start.AddHours(1)));
    }

    [Fact]
    public void Ends_twelve_hours_after_it_was_last_used()
    {
        var value = Cookies().Write(new DashboardSession(Access.Full, Start, Start.AddHours(5)));
        Assert.NotNull(Cookies().Read(value, Start.AddHours(17).AddSeconds(-1)));
        Assert.Null(Cookies().Read(value, Start.AddHours(17)));
    }

    [Fact]
    public void Ends_seven_days_after_the_sign_in_however_much_it_is_used()
    {
        var value = Cookies().Write(new DashboardSession(Access.Full, Start, Start.AddDays(7).AddHours(-1)));
        Assert.NotNull(Cookies().Read(value, Start.AddDays(7).AddSeconds(-1)));
        Assert.Null(Cookies().Read(value, Start.AddDays(7)));
    }

    [Fact]
    public void A_changed_token_ends_its_sessions_and_only_its()
    {
        var full = Cookies().Write(new DashboardSession(Access.Full, Start, Start));
        var read = Cookies().Write(new DashboardSession(Access.Read, Start, Start));
        var changed = Cookies(read: "another");
        Assert.NotNull(changed.Read(full, Start));
        Assert.Null(changed.Read(read, Start));
        Assert.Null(Cookies(full: "another").Read(full, Start));
        Assert.Null(Cookies(read: null).Read(read, Start));
    }

    [Fact]
    public void A_reader_cannot_make_more_of_the_session()
    {
        var value = Cookies().Write(new DashboardSession(Access.Read, Start, Start));
        Assert.Null(Cookies().Read(value.Replace(".r.", ".f.", StringComparison.Ordinal), Start));
    }

    [Fact]
    public void Every_changed_character_makes_it_worthless()
    {
        var value = Cookies().Write(new DashboardSession(Access.Full, Start, Start));
        for (var at = 0; at < value.Length; at++)
        {
            var other = value[at] == 'A' ? 'B' : 'A';
            Assert.Null(Cookies().Read($"{value[..at]}{other}{value[(at + 1)..]}", Start));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.f.0.0.x.")]
    [InlineData("1.f.a.b.c.d")]
    [InlineData("......")]
    public void What_is_no_session_is_none(string? value) => Assert.Null(Cookies().Read(value, Start));

    [Fact]
    public void Servers_with_other_tokens_use_other_names() => Assert.NotEqual(Cookies().Name, Cookies(full: "another").Name);

    private static SessionCookie Cookies(string full = "all", string? read = "some") => new(
        Options.Create(new AuthenticationOptions { Token = full, ReadOnlyToken = read }), Options.Create(new DashboardOptions()));
}

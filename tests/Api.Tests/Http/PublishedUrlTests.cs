using BusQStash.Api.Http;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class PublishedUrlTests
{
    [Theory]
    [InlineData("https://example.com", "https://example.com")]
    [InlineData("HTTP://Example.com:8080/a", "HTTP://Example.com:8080/a")]
    [InlineData(" https://example.com/a ", "https://example.com/a")]
    [InlineData("https://example.com/a/../b//c/./d?x=%2f&y=[1]", "https://example.com/a/../b//c/./d?x=%2f&y=[1]")]
    [InlineData("https://example.com?x=1", "https://example.com?x=1")]
    [InlineData("https://example.com/a#part", "https://example.com/a")]
    [InlineData("https://example.com/a b\"c", "https://example.com/a%20b\"c")]
    [InlineData("https://example.com/Ã©?q=Ã", "https://example.com/%C3%A9?q=%C3")]
    [InlineData("https://example.com/a\r\nX: y", "https://example.com/a%0D%0AX:%20y")]
    [InlineData("https://bÃ¼cher.example:81/x", "https://xn--bcher-kva.example:81/x")]
    [InlineData("http://[::1]:8080/x", "http://[::1]:8080/x")]
    public void Keeps_a_url_as_it_was_written(string text, string url)
    {
        Assert.Null(PublishedUrl.Read(text, out var read, out _));
        Assert.Equal(url, read);
    }

    [Theory]
    [InlineData("", "scheme")]
    [InlineData("example.com/x", "scheme")]
    [InlineData("ftp://example.com", "scheme")]
    [InlineData("https:/example.com", "scheme")]
    [InlineData("http://", "host")]
    [InlineData("http:///x", "host")]
    [InlineData("http://?x", "host")]
    [InlineData("http://#x", "host")]
    [InlineData("https://user@example.com", "user information")]
    [InlineData("https://user:secret@example.com/x", "user information")]
    [InlineData("https://example.com\\@evil.example/", "user information")]
    [InlineData("https://example.com\\.evil.example/", "host")]
    [InlineData("https://exa mple.com/", "host")]
    [InlineData("https://exa%6dple.com/", "host")]
    [InlineData("https://example.com:port/", "valid URL")]
    [InlineData("https://example.com:99999/", "valid URL")]
    [InlineData("https://:80/", "valid URL")]
    [InlineData("https://[::1/", "valid URL")]
    public void Says_what_is_wrong(string text, string why) =>
        Assert.Contains(why, PublishedUrl.Read(text, out _, out _), StringComparison.Ordinal);

    [Fact]
    public void Refuses_what_is_too_long() =>
        Assert.Contains("longer", PublishedUrl.Read("https://example.com/" + new string('a', PublishedUrl.MaxLength), out _, out _), StringComparison.Ordinal);

    [Fact]
    public void Never_throws_and_never_lets_a_line_break_through() =>
        Gen.Select(Gen.OneOf(Gen.Const("http://"), Gen.Const("https://"), Gen.Const("")), Gen.OneOf(Gen.String, Gen.String[Gen.Char[":/?#@[]\\%. ab1\r\n\u00e9"], 0, 40]))
            .Select((scheme, rest) => ByteText.FromText(scheme + rest))
            .Sample(text => PublishedUrl.Read(text, out var url, out _) is not null || !url.AsSpan().ContainsAnyExceptInRange('!', '~'));

    [Fact]
    public void Refuses_a_host_without_an_ascii_form() =>
        Assert.Equal("endpoint is not a valid URL", PublishedUrl.Read(ByteText.FromText("https://-1é/"), out _, out _));
}

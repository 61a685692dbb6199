using BusQStash.Rules.Destinations;
using Xunit;

namespace BusQStash.Worker.Tests.Rules;

public sealed class DestinationUrlTests
{
    [Theory]
    [InlineData("https://x.example", "https://x.example", "x.example", "/")]
    [InlineData("https://x.example:443/a", "https://x.example:443/a", "x.example", "/a")]
    [InlineData("HTTPS://X.Example:8443/A?b#c", "HTTPS://X.Example:8443/A?b", "x.example:8443", "/A?b")]
    [InlineData("http://x.example#c", "http://x.example", "x.example", "/")]
    [InlineData("http://user:pw@x.example:80/", "http://user:pw@x.example:80/", "x.example", "/")]
    [InlineData("http://[::1]:5/", "http://[::1]:5/", "::1:5", "/")]
    [InlineData("http://bücher.example/", "http://bücher.example/", "xn--bcher-kva.example", "/")]
    [InlineData("http://x.example\\@y.example/", "http://x.example\\@y.example/", "x.example", "/\\@y.example/")]
    [InlineData("http://x.example/日", "http://x.example/日", "x.example", "/%E6%97%A5")]
    public void Signs_the_publishers_text_and_calls_its_bytes(string url, string signed, string host, string target)
    {
        Assert.True(DestinationUrl.TryParse(url, out var destination));

        Assert.Equal((signed, host, target), (destination.Signed, destination.Host, destination.Uri.PathAndQuery));
        Assert.Equal(host, DestinationHosts.Of(url));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x.example/a")]
    [InlineData("/a")]
    [InlineData("http://")]
    [InlineData("http:///a")]
    [InlineData("http://#a")]
    [InlineData("http://?a")]
    [InlineData("http://x y/")]
    [InlineData("http://x:99999/")]
    [InlineData("ftp://x.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript://x.example/")]
    [InlineData("http:\\/x.example://\r\nX: y")]
    [InlineData("http://[::1]\r\nX: y?z")]
    public void Refuses_what_cannot_be_called(string url)
    {
        Assert.False(DestinationUrl.TryParse(url, out _));
        Assert.Equal("", DestinationHosts.Of(url));
    }

    [Fact]
    public void Refuses_a_host_without_an_ascii_form()
    {
        // Half a surrogate pair cannot stand in an attribute.
        var url = $"https://h{'\ud800'}/";

        Assert.False(DestinationUrl.TryParse(url, out _));
        Assert.False(DestinationUrl.TryParse("https://-1é/", out _));
        Assert.Equal("", DestinationHosts.Of(url));
    }
}

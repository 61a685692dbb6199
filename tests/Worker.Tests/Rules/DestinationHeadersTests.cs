using BusQStash.Rules.Headers;
using Xunit;

namespace BusQStash.Worker.Tests.Rules;

public sealed class DestinationHeadersTests
{
    [Theory]
    [InlineData("Upstash-Signature")]
    [InlineData("upstash_message_id")]
    [InlineData("Upstash-Region")]
    [InlineData("Host")]
    [InlineData("content_length")]
    [InlineData("HTTP2-Settings")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy-Connection")]
    [InlineData("proxy_anything")]
    [InlineData("Proxy-")]
    public void What_is_reserved_is_never_forwarded(string name) => Assert.False(DestinationHeaders.MayForward(name));

    [Theory]
    [InlineData("X-Anything")]
    [InlineData("Authorization")]
    [InlineData("Content-Type")]
    [InlineData("Proxy")]
    [InlineData("Proxied-By")]
    [InlineData("Upstash-Workflow-RunId")]
    public void Everything_else_is_the_publishers(string name) => Assert.True(DestinationHeaders.MayForward(name));
}

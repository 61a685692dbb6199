using System.Text;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class DeduplicationKeyTests
{
    private static readonly MessageSpec Spec = new()
    {
        Url = "https://example.com/a",
        Headers = [new("Content-Type", "text/plain"), new("X-A", "1"), new("X-B", "2")],
    };

    [Fact]
    public void Content_is_destination_headers_and_body()
    {
        var key = Key(Spec);
        Assert.Equal(key, Key(Spec));
        Assert.Equal(key, Key(Spec with { Headers = [.. Spec.Headers.Reverse()], MaxRetries = 9, Labels = ["x"], CallerIp = "::1" }));
        Assert.NotEqual(key, Key(Spec with { Url = "https://example.com/b" }));
        Assert.NotEqual(key, Key(Spec with { Headers = [.. Spec.Headers.Skip(1)] }));
        Assert.NotEqual(key, Key(Spec, "other"));
    }

    [Fact]
    public void The_end_of_one_part_is_not_the_start_of_the_next() =>
        Assert.NotEqual(Key(Spec with { Headers = [new("X-A", "12")] }), Key(Spec with { Headers = [new("X-A", "1")] }, "2body"));

    [Fact]
    public void Ids_and_contents_never_meet_and_endpoints_of_a_group_are_told_apart()
    {
        Assert.Equal("id:abc", DeduplicationKey.OfId("abc", null));
        Assert.NotEqual(DeduplicationKey.OfId("abc", "https://a"), DeduplicationKey.OfId("abc", "https://b"));
        Assert.StartsWith("content:", Key(Spec), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_ids_become_short_keys()
    {
        var key = DeduplicationKey.OfId(new string('x', 5000), null);
        Assert.True(key.Length < 100);
        Assert.NotEqual(key, DeduplicationKey.OfId(new string('x', 5001), null));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a\u0001b")]
    public void Refuses_ids_that_cannot_be(string id)
    {
        var refusals = new Refusals();
        DeduplicationKey.ReadId(new HeaderLayers([new HeaderLine("upstash-deduplication-id", id)]), refusals);
        Assert.Equal(400, refusals.First!.Status);
    }

    private static string Key(MessageSpec spec, string body = "body") => DeduplicationKey.OfContent(spec, Encoding.UTF8.GetBytes(body));
}

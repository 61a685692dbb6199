using BusQStash.Api.Http;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class RawTargetTests
{
    [Theory]
    [InlineData("/v2/publish/https://h/a?b=c", "https://h/a?b=c")]
    [InlineData("/V2/Publish/https://h/a", "https://h/a")]
    [InlineData("/v2/publish/https://h//a///b/", "https://h//a///b/")]
    [InlineData("/v2/publish/https://h/a%2Fb%20c?x=%26%3D&x=2&empty=&flag", "https://h/a%2Fb%20c?x=%26%3D&x=2&empty=&flag")]
    [InlineData("/v2/publish/https://h/../../../etc/./x", "https://h/../../../etc/./x")]
    [InlineData("/v2/publish/https%3A%2F%2Fh%2Fa%3Fb%3Dc", "https://h/a?b=c")]
    [InlineData("/v2/publish/HTTPS%3a%2f%2fh", "HTTPS://h")]
    [InlineData("/v2/publish/https:%2F%2Fh%2Fa", "https://h/a")]
    [InlineData("/v2/publish/https%3A%2F%2Fh%2Fa%3Fb%3Dc?d=e", "https://h/a?b=c&d=e")]
    [InlineData("/v2/publish/https%3A%2F%2Fh%2Fa?d=e", "https://h/a?d=e")]
    [InlineData("/v2/publish/https://h/a?", "https://h/a?")]
    [InlineData("/v2/publish/https://h/a?qstash_token=t", "https://h/a")]
    [InlineData("/v2/publish/https://h/a?x=1&qstash_token=t&y=2", "https://h/a?x=1&y=2")]
    [InlineData("/v2/publish/https://h/a?QStash_Token=t&x=1&Upstash-Retries=3", "https://h/a?x=1")]
    [InlineData("/v2/publish/https://h/a?upstash%2Dretries=3&x=%2B+", "https://h/a?x=%2B+")]
    [InlineData("/v2/publish/https://h/a?&x", "https://h/a?&x")]
    [InlineData("/v2/publish/my-group", "my-group")]
    [InlineData("/v2/publish/my-group/", "my-group")]
    [InlineData("/v2/publish/my%2Dgroup?unknown=1", "my-group")]
    [InlineData("/v2/publish/api/llm", "api/llm")]
    [InlineData("/v2/publish/", "")]
    [InlineData("http://server/v2/publish/https://h/a", "https://h/a")]
    public void Finds_the_destination(string target, string destination)
    {
        var read = RawTarget.Parse(target);
        Assert.NotNull(read);
        Assert.Equal(RawTarget.PublishRoute, read.Route);
        Assert.Equal(destination, read.Destination);
        Assert.Null(read.QueueName);
    }

    [Theory]
    [InlineData("/v2/enqueue/my-queue/https://h/a?b=c", "my-queue", "https://h/a?b=c")]
    [InlineData("/v2/ENQUEUE/my%2Dqueue/https%3A%2F%2Fh", "my-queue", "https://h")]
    [InlineData("/v2/enqueue/my-queue", "my-queue", "")]
    [InlineData("/v2/enqueue/https://h/a", "https:", "/h/a")]
    [InlineData("/v2/enqueue//https://h/a", "", "https://h/a")]
    public void Finds_the_queue(string target, string queueName, string destination)
    {
        var read = RawTarget.Parse(target);
        Assert.NotNull(read);
        Assert.Equal(RawTarget.EnqueueRoute, read.Route);
        Assert.Equal(queueName, read.QueueName);
        Assert.Equal(destination, read.Destination);
    }

    [Theory]
    [InlineData("/v2/schedules/https://h/a?b=c", "https://h/a?b=c")]
    [InlineData("/V2/Schedules/https%3A%2F%2Fh", "https://h")]
    [InlineData("/v2/schedules/my-group", "my-group")]
    [InlineData("/v2/schedules/api/llm", "api/llm")]
    [InlineData("/v2/schedules/https://pause", "https://pause")]
    [InlineData("/v2/schedules/https://h/pause/", "https://h/pause/")]
    [InlineData("/v2/schedules/", "")]
    public void Finds_the_destination_of_a_schedule(string target, string destination)
    {
        var read = RawTarget.Parse(target);
        Assert.NotNull(read);
        Assert.Equal(RawTarget.SchedulesRoute, read.Route);
        Assert.Equal(destination, read.Destination);
    }

    [Theory]
    [InlineData("/v2/schedules")]
    [InlineData("/v2/schedules/my-id/pause")]
    [InlineData("/v2/schedules/my-id/Resume/?x=1")]
    [InlineData("/v2/schedules/my%2Did/%70ause")]
    [InlineData("/v2/publish")]
    [InlineData("/v2/publisher/x")]
    [InlineData("/v2/batch")]
    [InlineData("/")]
    [InlineData("*")]
    [InlineData("")]
    public void Leaves_other_targets_alone(string target) => Assert.Null(RawTarget.Parse(target));

    [Fact]
    public void Decodes_configuration_from_the_query()
    {
        var read = RawTarget.Parse("/v2/publish/https://h?Upstash-Retries=3&upstash-forward-x=a+b%2Bc%C3%A9&upstash-label&q=1")!;
        Assert.Equal(["Upstash-Retries", "upstash-forward-x", "upstash-label"], read.Configuration.Select(header => header.Name));
        Assert.Equal(["3", "a b+cÃ©", ""], read.Configuration.Select(header => header.Value));
        Assert.Equal("https://h?q=1", read.Destination);
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("a+b", "a+b")]
    public void Leaves_odd_escapes_alone(string text, string decoded) => Assert.Equal(decoded, PercentEncoding.Decode(text));

    [Fact]
    public void Any_request_target_is_parsed_without_an_exception() =>
        Gen.Select(Gen.OneOf(Gen.Const("/v2/publish/"), Gen.Const("/v2/enqueue/"), Gen.Const("/v2/schedules/"), Gen.Const("/v2/publish/http"), Gen.Const("x")), Gen.OneOf(Gen.String, Gen.String[Gen.Char["%:/?&=#aupst-h2F3A"], 0, 60]))
            .Sample((start, rest) => RawTarget.Parse(start + rest) is null or { Destination: not null });
}

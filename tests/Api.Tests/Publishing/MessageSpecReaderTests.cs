using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using CsCheck;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class MessageSpecReaderTests
{
    private const long NowMs = 1_800_000_000_000;

    private static readonly MessageSpecReader Reader = new(
        new DestinationRules(Options.Create(new DestinationOptions())), Options.Create(new PublishingOptions()));

    [Fact]
    public void Has_the_documented_defaults()
    {
        var spec = Read();
        Assert.Equal("POST", spec.Method);
        Assert.Equal(3, spec.MaxRetries);
        Assert.Empty(spec.Headers);
        Assert.Empty(spec.Labels);
        Assert.Empty(spec.Options);
        Assert.Null(spec.TimeoutMs);
        Assert.Null(spec.NotBefore);
        Assert.Null(spec.Callback);
        Assert.Null(spec.FailureCallback);
        Assert.Null(spec.FlowControl);
        Assert.Null(spec.Redaction);
        Assert.Null(spec.RetryDelayExpression);
    }

    [Theory]
    [InlineData("get", "GET")]
    [InlineData("PATCH", "PATCH")]
    [InlineData(" delete ", "DELETE")]
    public void Reads_the_method(string value, string method) => Assert.Equal(method, Read(("upstash-method", value)).Method);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("1000", 1000)]
    public void Reads_retries(string value, int retries) => Assert.Equal(retries, Read(("Upstash-Retries", value)).MaxRetries);

    [Theory]
    [InlineData("30", 30_000)]
    [InlineData("2.5s", 2_500)]
    [InlineData("2h", 7_200_000)]
    public void Reads_the_timeout(string value, long ms) => Assert.Equal(ms, Read(("Upstash-Timeout", value)).TimeoutMs);

    [Theory]
    [InlineData("10s", NowMs + 10_000)]
    [InlineData("0s", null)]
    [InlineData("365d", NowMs + 31_536_000_000)]
    public void Reads_the_delay(string value, long? notBefore) => Assert.Equal(notBefore, Read(("Upstash-Delay", value)).NotBefore);

    [Theory]
    [InlineData("1800000060", NowMs + 60_000)]
    [InlineData("1800000060.25", NowMs + 60_250)]
    [InlineData("1", null)]
    [InlineData("1800000000", null)]
    public void Not_before_goes_over_delay(string value, long? notBefore) =>
        Assert.Equal(notBefore, Read(("Upstash-Not-Before", value), ("Upstash-Delay", "900d")).NotBefore);

    [Fact]
    public void Reads_labels_flow_control_redaction_and_retry_delay()
    {
        var spec = Read(
            ("Upstash-Label", "a, b,,a"),
            ("Upstash-Flow-Control-Key", "k"),
            ("Upstash-Flow-Control-Value", "rate=2"),
            ("Upstash-Redact-Fields", "body, header[X-A]"),
            ("Upstash-Retry-Delay", "1000 * (1 + retried)"));
        Assert.Equal(["a", "b"], spec.Labels);
        Assert.Equal(new FlowControlSpec("k", null, 2, 1), spec.FlowControl);
        Assert.Equal(["X-A"], spec.Redaction!.Headers);
        Assert.Equal("1000 * (1 + retried)", spec.RetryDelayExpression);
    }

    [Fact]
    public void Delivers_the_content_type_and_what_is_forwarded_and_nothing_else()
    {
        var spec = Read(
            ("content-type", "text/plain"),
            ("upstash-forward-x-MINE", "a"),
            ("Upstash-Forward-X-Mine", "b"),
            ("Upstash-Forward-Authorization", "Bearer x"),
            ("Upstash-Forward-Upstash-Workflow-Sdk-Version", "1"),
            ("X-Other", "no"),
            ("Upstash-Telemetry-Sdk", "no"));
        Assert.Equal(
            [("Content-Type", "text/plain"), ("X-Mine", "a"), ("X-Mine", "b"), ("Authorization", "Bearer x"), ("Upstash-Workflow-Sdk-Version", "1")],
            spec.Headers.Select(header => (header.Name, header.Value)));
    }

    [Fact]
    public void A_forwarded_content_type_counts_only_without_a_plain_one()
    {
        Assert.Equal("a/b", Assert.Single(Read(("Upstash-Forward-Content-Type", "a/b")).Headers).Value);
        Assert.Equal("c/d", Assert.Single(Read(("Upstash-Forward-Content-Type", "a/b"), ("Content-Type", "c/d")).Headers).Value);
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("Upgrade")]
    [InlineData("Expect")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy_Anything")]
    [InlineData("Upstash-Signature")]
    [InlineData("upstash-message-id")]
    [InlineData("Upstash-Retried")]
    [InlineData("upstash-max-retries")]
    [InlineData("Upstash-Topic-Name")]
    [InlineData("Upstash-Schedule-Id")]
    [InlineData("Upstash-Caller-IP")]
    [InlineData("Upstash-Region")]
    public void Drops_what_only_the_delivery_may_say(string name)
    {
        Assert.Empty(Read(($"Upstash-Forward-{name}", "x")).Headers);
        Assert.Empty(Read(("Upstash-Callback", "https://cb.example"), ($"Upstash-Callback-Forward-{name}", "x")).Callback!.Headers);
    }

    [Fact]
    public void Forwards_all_of_the_requests_own_headers_when_asked()
    {
        var spec = Read(
            ("Upstash-Header-Forward", "True"),
            ("Content-Type", "text/plain"),
            ("x-github-event", "push"),
            ("Connection", "x-hop, close"),
            ("X-Hop", "no"),
            ("Host", "no"),
            ("X-Both", "plain"),
            ("Upstash-Forward-X-Both", "forwarded"),
            ("Upstash-Label", "no"));
        Assert.Equal(
            [("Content-Type", "text/plain"), ("X-Both", "forwarded"), ("X-Github-Event", "push")],
            spec.Headers.Select(header => (header.Name, header.Value)));
    }

    [Fact]
    public void Keeps_workflow_configuration_without_its_prefix()
    {
        var spec = Read(("upstash-workflow-runid", "wfr_1"), ("Upstash-Feature-Set", "LazyFetch,InitialBody"));
        Assert.Equal([("Workflow-Runid", "wfr_1"), ("Feature-Set", "LazyFetch,InitialBody")], spec.Options.Select(option => (option.Name, option.Value)));
    }

    [Fact]
    public void Reads_all_of_a_callback()
    {
        var callback = Read(
            ("Upstash-Callback", "https://cb.example/x"),
            ("Upstash-Callback-Method", "put"),
            ("Upstash-Callback-Timeout", "10s"),
            ("Upstash-Callback-Retries", "7"),
            ("Upstash-Callback-Retry-Delay", "100"),
            ("Upstash-Callback-Delay", "1m"),
            ("Upstash-Callback-Forward-X-Mine", "a"),
            ("Upstash-Callback-Forward-Content-Type", "no"),
            ("Upstash-Callback-Flow-Control-Key", "k"),
            ("Upstash-Callback-Flow-Control-Value", "parallelism=1"),
            ("Upstash-Callback-Workflow-RunId", "wfr_1"),
            ("Upstash-Callback-Feature-Set", "A"),
            ("Upstash-Callback-Failure-Callback", "https://cb.example/failed"),
            ("Upstash-Callback-Failure-Callback-Retries", "2"),
            ("Upstash-Callback-Failure-Callback-Forward-X-F", "f")).Callback!;
        Assert.Equal("https://cb.example/x", callback.Url);
        Assert.Equal("PUT", callback.Method);
        Assert.Equal(10_000, callback.TimeoutMs);
        Assert.Equal(7, callback.Retries);
        Assert.Equal("100", callback.RetryDelayExpression);
        Assert.Equal(60_000, callback.DelayMs);
        Assert.Equal(new HeaderLine("X-Mine", "a"), Assert.Single(callback.Headers));
        Assert.Equal(new FlowControlSpec("k", 1, null, 1), callback.FlowControl);
        Assert.Equal(["Workflow-Runid", "Feature-Set"], callback.Options.Select(option => option.Name));
        Assert.Equal(("https://cb.example/failed", 2), (callback.FailureCallback!.Url, callback.FailureCallback.Retries));
        Assert.Equal(new HeaderLine("X-F", "f"), Assert.Single(callback.FailureCallback.Headers));
    }

    [Fact]
    public void Reads_a_failure_callback()
    {
        var spec = Read(
            ("Upstash-Failure-Callback", "https://cb.example/f"),
            ("Upstash-Failure-Callback-Forward-X-Mine", "a"),
            ("Upstash-Failure-Callback-Workflow-CallType", "failureCall"));
        Assert.Null(spec.Callback);
        Assert.Equal("https://cb.example/f", spec.FailureCallback!.Url);
        Assert.Equal("POST", spec.FailureCallback.Method);
        Assert.Null(spec.FailureCallback.Retries);
        Assert.Equal(new HeaderLine("X-Mine", "a"), Assert.Single(spec.FailureCallback.Headers));
        Assert.Equal("Workflow-Calltype", Assert.Single(spec.FailureCallback.Options).Name);
    }

    [Theory]
    [InlineData("Upstash-Method", "FETCH IT")]
    [InlineData("Upstash-Method", "HEAD")]
    [InlineData("Upstash-Timeout", "a while")]
    [InlineData("Upstash-Timeout", "0")]
    [InlineData("Upstash-Retries", "many")]
    [InlineData("Upstash-Retries", "-1")]
    [InlineData("Upstash-Retries", "1.5")]
    [InlineData("Upstash-Retries", "1001", 412)]
    [InlineData("Upstash-Retries", "99999999999999999999", 412)]
    [InlineData("Upstash-Timeout", "3h", 412)]
    [InlineData("Upstash-Delay", "soon")]
    [InlineData("Upstash-Delay", "-5s")]
    [InlineData("Upstash-Delay", "300000")]
    [InlineData("Upstash-Delay", "2.5")]
    [InlineData("Upstash-Delay", "366d", 412)]
    [InlineData("Upstash-Not-Before", "tomorrow")]
    [InlineData("Upstash-Not-Before", "-1")]
    [InlineData("Upstash-Not-Before", "1900000000", 412)]
    [InlineData("Upstash-Not-Before", "99999999999999999999", 412)]
    [InlineData("Upstash-Retry-Delay", "pow(2")]
    [InlineData("Upstash-Label", "a b")]
    [InlineData("Upstash-Redact-Fields", "everything")]
    [InlineData("Upstash-Header-Forward", "yes")]
    [InlineData("Upstash-Flow-Control-Key", "k")]
    [InlineData("Upstash-Flow-Control-Value", "rate=1")]
    [InlineData("Upstash-Callback", "not a url")]
    [InlineData("Upstash-Callback", "ftp://example.com")]
    [InlineData("Upstash-Callback", "http://127.0.0.1/x")]
    [InlineData("Upstash-Failure-Callback", "//x")]
    [InlineData("Upstash-Forward-X-A", "a\rb")]
    [InlineData("Upstash-Forward-X-A", "a\nb")]
    [InlineData("Upstash-Forward-X-A", "a\0b")]
    [InlineData("Upstash-Forward-X-A", "a\u007fb")]
    [InlineData("Upstash-Forward-a b", "x")]
    [InlineData("Upstash-Forward-", "x")]
    [InlineData("Content-Type", "a\u0001")]
    [InlineData("Upstash-Workflow-Runid", "a\u0001")]
    public void Refuses_and_names_the_header(string name, string value, int status = 400)
    {
        var refusal = Refused((name, value));
        Assert.Equal(status, refusal.Status);
        Assert.Contains(name, refusal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Upstash-Callback")]
    [InlineData("Upstash-Failure-Callback")]
    [InlineData("Upstash-Callback-Failure-Callback")]
    public void A_delay_without_a_unit_is_refused_for_every_callback(string header) => Assert.Contains(
        "missing unit",
        Refused(("Upstash-Callback", "https://cb.example"), (header, "https://cb.example"), ($"{header}-Delay", "60")).Text,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Upstash-Callback-Delay", "soon")]
    [InlineData("Upstash-Callback-Delay", "60")]
    [InlineData("Upstash-Callback-Delay", "366d", 412)]
    [InlineData("Upstash-Callback-Retries", "x")]
    [InlineData("Upstash-Callback-Method", "x")]
    [InlineData("Upstash-Callback-Forward-X", "a\rb")]
    [InlineData("Upstash-Callback-Flow-Control-Key", "k")]
    [InlineData("Upstash-Callback-Failure-Callback", "x")]
    public void Refuses_a_callback_that_would_fail_later(string name, string value, int status = 400)
    {
        var refusal = Refused(("Upstash-Callback", "https://cb.example"), (name, value));
        Assert.Equal(status, refusal.Status);
        Assert.Contains(name, refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_too_many_labels_and_headers()
    {
        Assert.Equal(412, Refused(("Upstash-Label", string.Join(',', Enumerable.Range(0, 33)))).Status);
        Assert.Equal(412, Refused([.. Enumerable.Range(0, 201).Select(i => ($"Upstash-Forward-X-{i}", "v"))]).Status);
        Assert.Equal(412, Refused(("Upstash-Forward-X", new string('x', 70_000))).Status);
    }

    [Fact]
    public void A_blank_header_is_one_that_is_not_there() =>
        Assert.Equal(3, Read(("Upstash-Retries", " "), ("Upstash-Delay", ""), ("Upstash-Callback", "")).MaxRetries);

    [Fact]
    public void A_higher_layer_hides_a_lower_one()
    {
        var layers = new HeaderLayers(
            [new("Upstash-Retries", "1"), new("Upstash-Forward-X", "low"), new("Upstash-Forward-X", "low 2"), new("Upstash-Label", "group")],
            [new("upstash-retries", "2")],
            [new("UPSTASH-RETRIES", "3"), new("upstash-forward-x", "high")]);
        Assert.Equal("3", layers.One("Upstash-Retries"));
        Assert.Equal("high", Assert.Single(layers.Under("Upstash-Forward-")).Value);
        Assert.Equal(["group"], layers.Parts("Upstash-Label"));
    }

    [Fact]
    public void Never_throws()
    {
        var names = Gen.OneOf(
            [.. new[]
            {
                "Upstash-Method", "Upstash-Timeout", "Upstash-Retries", "Upstash-Retry-Delay", "Upstash-Delay", "Upstash-Not-Before", "Upstash-Label",
                "Upstash-Callback", "Upstash-Callback-Delay", "Upstash-Failure-Callback", "Upstash-Flow-Control-Key", "Upstash-Flow-Control-Value",
                "Upstash-Redact-Fields", "Upstash-Header-Forward", "Content-Type", "Connection", "Upstash-Forward-X",
            }.Select(Gen.Const)]);
        var values = Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.smhd:/a,=[]()true "], 0, 30], Gen.Const("https://a.example"));
        Gen.Select(Gen.OneOf(names, Gen.String.Select(text => $"Upstash-Forward-{text}")), values).Array[0, 6].Sample(headers =>
        {
            var refusals = new Refusals();
            return Read(refusals, [.. headers.Select(header => (header.Item1, ByteText.FromText(header.Item2)))]) is not null;
        });
    }

    private static MessageSpec Read(params (string Name, string Value)[] headers)
    {
        var refusals = new Refusals();
        var spec = Read(refusals, headers);
        Assert.True(refusals.First is null, refusals.First?.Text);
        return spec;
    }

    private static Refusal Refused(params (string Name, string Value)[] headers)
    {
        var refusals = new Refusals();
        Read(refusals, headers);
        return refusals.First ?? throw new InvalidOperationException("nothing was refused");
    }

    private static MessageSpec Read(Refusals refusals, (string Name, string Value)[] headers)
    {
        List<HeaderLine> lines = [.. headers.Select(header => new HeaderLine(header.Name, header.Value))];
        return Reader.Read(new HeaderLayers(lines), lines, DateTimeOffset.FromUnixTimeMilliseconds(NowMs), refusals);
    }
}

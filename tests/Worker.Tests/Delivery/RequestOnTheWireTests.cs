using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class RequestOnTheWireTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("/a%2Fb/c%20d/?x=1&x=2&y=%26%3D%3F", "/a%2Fb/c%20d/?x=1&x=2&y=%26%3D%3F")]
    [InlineData("//a//b", "//a//b")]
    [InlineData("/a/../b/./c", "/a/../b/./c")]
    [InlineData("/%7E~%7e", "/%7E~%7e")]
    [InlineData("/?a=[b]|{c}\"<>^`", "/?a=[b]|{c}\"<>^`")]
    [InlineData("/?u=https://x//y?z=%C3%A9&empty=", "/?u=https://x//y?z=%C3%A9&empty=")]
    [InlineData("", "/")]
    [InlineData("?x=1", "/?x=1")]
    [InlineData("/x?y#fragment", "/x?y")]
    [InlineData("/é b", "/%C3%A9%20b")]
    [InlineData("/a\r\nX: y", "/a%0D%0AX:%20y")]
    public async Task Keeps_path_and_query_byte_for_byte(string suffix, string target)
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();

        await harness.RunAsync(new MessageSpec { Url = destination.Url + suffix });

        Assert.Equal(target, Assert.Single(destination.Requests).Target);
    }

    [Fact]
    public async Task Sends_the_body_and_the_headers_of_the_contract()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();
        var body = RandomNumberGenerator.GetBytes(70_000);

        var settlement = await harness.RunAsync(
            new MessageSpec
            {
                Url = destination.Url + "/x",
                Method = "PUT",
                Headers = [new("Content-Type", "application/octet-stream; a=b"), new("X-Mine", "1")],
                TopicName = "group",
                ScheduleId = "scd_1",
                CallerIp = "1.2.3.4",
            },
            body,
            number: 2);

        var request = Assert.Single(destination.Requests);
        Assert.Equal("PUT /x HTTP/1.1", request.RequestLine);
        Assert.Equal(body, request.Body);
        Assert.Equal("application/octet-stream; a=b", request.Header("Content-Type"));
        Assert.Equal("1", request.Header("X-Mine"));
        Assert.Equal("Upstash-QStash", request.Header("User-Agent"));
        Assert.Equal("msg_1", request.Header("Upstash-Message-Id"));
        Assert.Equal("2", request.Header("Upstash-Retried"));
        Assert.Equal("3", request.Header("Upstash-Max-Retries"));
        Assert.Equal("group", request.Header("Upstash-Topic-Name"));
        Assert.Equal("scd_1", request.Header("Upstash-Schedule-Id"));
        Assert.Equal("1.2.3.4", request.Header("Upstash-Caller-Ip"));
        Assert.Equal("EU-CENTRAL-1", request.Header("Upstash-Region"));
        Assert.Equal(MessageState.Delivered, settlement.NextState);
    }

    [Fact]
    public async Task Sends_nothing_that_was_not_asked_for()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();

        using (var activity = new System.Diagnostics.Activity("ours").Start())
        {
            await harness.RunAsync(new MessageSpec { Url = destination.Url });
        }

        var names = Assert.Single(destination.Requests).Head.Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line => line.Split(':')[0]);
        Assert.Equal(
            ["Content-Length", "Host", "Upstash-Max-Retries", "Upstash-Message-Id", "Upstash-Region", "Upstash-Retried", "Upstash-Signature", "User-Agent"],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Signs_with_the_current_key_over_url_and_body()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();
        var url = destination.Url + "/a%2Fb?x=1&y=%26";

        await harness.RunAsync(new MessageSpec { Url = url }, "signed"u8.ToArray());

        var parts = Assert.Single(destination.Requests).Header("Upstash-Signature")!.Split('.');
        Assert.Equal(3, parts.Length);
        var mac = HMACSHA256.HashData("sig_current"u8, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_'), parts[2]);
        var claims = JsonDocument.Parse(Convert.FromBase64String(Pad(parts[1]))).RootElement;
        Assert.Equal(url, claims.GetProperty("sub").GetString());
        Assert.Equal(
            Convert.ToBase64String(SHA256.HashData("signed"u8)).Replace('+', '-').Replace('/', '_'),
            claims.GetProperty("body").GetString());

        static string Pad(string text) => text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
    }

    [Fact]
    public async Task Overrides_forwarded_headers_of_ours_and_drops_those_of_the_connection()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();

        await harness.RunAsync(new MessageSpec
        {
            Url = destination.Url,
            Headers =
            [
                new("upstash-message-id", "forged"), new("Upstash-Signature", "forged"), new("Upstash-Topic-Name", "forged"),
                new("Host", "elsewhere"), new("Content-Length", "99"), new("Transfer-Encoding", "chunked"), new("Connection", "close"),
                new("Expect", "100-continue"), new("User-Agent", "mine (/ 1.0"), new("Upstash-Workflow-StepId", "3"),
            ],
        });

        var request = Assert.Single(destination.Requests);
        Assert.DoesNotContain("forged", request.Head, StringComparison.Ordinal);
        Assert.Equal(destination.Url["http://".Length..], request.Header("Host"));
        Assert.Equal("0", request.Header("Content-Length"));
        Assert.Null(request.Header("Transfer-Encoding"));
        Assert.Null(request.Header("Connection"));
        Assert.Null(request.Header("Expect"));
        Assert.Equal("mine (/ 1.0", request.Header("User-Agent"));
        Assert.Equal("3", request.Header("Upstash-Workflow-StepId"));
    }

    [Fact]
    public async Task Keeps_header_bytes_and_repeated_names()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();
        const string Utf8AsLatin1 = "Ã©â\u0082¬ \u00ff";

        await harness.RunAsync(new MessageSpec
        {
            Url = destination.Url,
            Headers =
            [
                new("X-Bytes", Utf8AsLatin1), new("X-Twice", "a"), new("X-Twice", "b"), new("X-Empty", ""),
                new("Accept", "not a, valid;;type"), new("X-Break", "a\r\nInjected: b"), new("Content-Encoding", "odd"),
            ],
        });

        var request = Assert.Single(destination.Requests);
        Assert.Equal(Utf8AsLatin1, request.Header("X-Bytes"));
        Assert.Equal("a, b", request.Header("X-Twice"));
        Assert.Equal("", request.Header("X-Empty"));
        Assert.Equal("not a, valid;;type", request.Header("Accept"));
        Assert.Equal("a  Injected: b", request.Header("X-Break"));
        Assert.Null(request.Header("Injected"));
        Assert.Equal("odd", request.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "0")]
    [InlineData("PUT", "0")]
    [InlineData("PATCH", "0")]
    [InlineData("DELETE", "0")]
    public async Task States_the_length_of_an_empty_body_except_for_a_get(string method, string? length)
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();

        await harness.RunAsync(new MessageSpec { Url = destination.Url, Method = method });

        var request = Assert.Single(destination.Requests);
        Assert.StartsWith(method + " ", request.RequestLine, StringComparison.Ordinal);
        Assert.Equal(length, request.Header("Content-Length"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Sends_a_body_with_any_method_and_its_type_without_one(string method)
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();
        var spec = new MessageSpec { Url = destination.Url, Method = method, Headers = [new("Content-Type", "text/x")] };

        await harness.RunAsync(spec, "body"u8.ToArray());
        await harness.RunAsync(spec);

        Assert.Equal(["body", ""], destination.Requests.Select(request => request.Text));
        Assert.All(destination.Requests, request => Assert.Equal("text/x", request.Header("Content-Type")));
    }

    [Theory]
    [InlineData("fromCallback", "wfr_1")]
    [InlineData("toCallback", null)]
    public async Task Tells_a_workflow_its_run_but_not_the_third_party_it_calls(string callType, string? run)
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness();

        await harness.RunAsync(new MessageSpec
        {
            Url = destination.Url,
            Options = [new("Workflow-Runid", "wfr_1"), new("Workflow-CallType", callType)],
        });

        Assert.Equal(run, Assert.Single(destination.Requests).Header("Upstash-Workflow-RunId"));
    }

    [Fact]
    public async Task Adds_an_upstreams_headers_and_trusts_its_address()
    {
        await using var destination = new RawDestination(Ok);
        await using var harness = new DeliveryHarness(
            ("BusQStash:Destinations:AllowLoopback", "false"),
            ("BusQStash:Apis:llm:Url", destination.Url + "/v1/chat"),
            ("BusQStash:Apis:llm:Headers:Authorization", "Bearer provider"),
            ("BusQStash:Apis:llm:Headers:Content-Type", "application/json"));
        var spec = new MessageSpec { Url = destination.Url + "/v1/chat", Api = "LLM", Headers = [new("authorization", "mine"), new("Content-Type", "text/x")] };

        var trusted = await harness.RunAsync(spec);
        var ordinary = await harness.RunAsync(spec with { Api = null });
        var elsewhere = await harness.RunAsync(spec with { Url = "http://127.0.0.1:1/v1/chat" });

        var request = Assert.Single(destination.Requests);
        Assert.Equal("Bearer provider", request.Header("Authorization"));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal(MessageState.Delivered, trusted.NextState);
        Assert.Contains("not allowed", ordinary.Error, StringComparison.Ordinal);
        Assert.Contains("not allowed", elsewhere.Error, StringComparison.Ordinal);
    }
}

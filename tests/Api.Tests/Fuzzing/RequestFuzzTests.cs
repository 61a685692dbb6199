using BusQStash.Api.Dlq;
using BusQStash.Api.Events;
using BusQStash.Api.FlowControl;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Api.Publishing;
using BusQStash.Api.Queues;
using BusQStash.Api.UrlGroups;
using BusQStash.Testing.Fuzzing;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace BusQStash.Api.Tests.Fuzzing;

/// <summary>Readers of request targets, queries and bodies get anything.</summary>
public sealed class RequestFuzzTests
{
    private const string Token = "secret-token";

    [Fact]
    public void Every_text_is_read_as_a_request_target_or_refused() => Targets.Check(target =>
    {
        if (RawTarget.Parse(target) is { } read)
        {
            Assert.Contains(read.Route, (string[])[RawTarget.PublishRoute, RawTarget.EnqueueRoute]);
            Assert.All(read.Configuration, header => Assert.StartsWith(RawTarget.ConfigurationPrefix, header.Name, StringComparison.OrdinalIgnoreCase));
        }
    });

    [Fact]
    public void A_token_the_server_finds_in_the_query_never_stays_in_the_destination() => Targets.Check(target =>
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0
            && RawTarget.Parse(target) is { } read
            && QueryHelpers.ParseQuery(target[query..]).TryGetValue(RawTarget.TokenParameter, out var tokens)
            && tokens[0] == Token
            && !target[..query].Contains(Token, StringComparison.Ordinal))
        {
            // Only the parameter is the credential: the same text as somebody else's value is the publisher's own.
            var others = target[(query + 1)..].Split('&').Where(one => !Uri.UnescapeDataString(one.Split('=')[0].Replace('+', ' ')).Equals(RawTarget.TokenParameter, StringComparison.OrdinalIgnoreCase));
            Assert.True(!read.Destination.Contains(Token, StringComparison.Ordinal) || others.Any(one => one.Contains(Token, StringComparison.Ordinal)), read.Destination);
        }
    });

    [Fact]
    public void Every_query_is_read_as_filters_and_cursor_or_refused() => Inputs.Texts(
        "cursor=", "count=", "order=", "fromDate=", "toDate=", "responseStatus=", "url=", "label=", "state=", "messageIds=", "dlqIds=", "source=", "&", "1-2", "-", "1", "99999999999999999999",
        "1686652644442-12", "earliestFirst", "latestFirst", "ACTIVE", "http://a,b", ",", "%00", "%", "+", "1.5", "79228162514264337593543950335", "٣").Check(text =>
        {
            var query = new QueryCollection(QueryHelpers.ParseNullableQuery(text) ?? []);
            var refusals = new Refusals();
            Assert.InRange(EventFilters.Read(query, EventFilters.EventsCount, refusals).Count, 1, 1000);
            Assert.InRange(DlqFilters.Read(query, refusals).Count, 1, 100);
            _ = new Filters(query, refusals).Cursor();
        });

    [Fact]
    public void Every_body_is_read_as_a_batch_or_refused() => Inputs.Mutations(
        """[{"destination":"https://example.com/a?b=c","headers":{"upstash-delay":"3s","Upstash-Forward-X":["a",1,true,null]},"body":"text \u00e9 \ud83d\ude00","queue":"q"},{"destination":"g"}]"""u8.ToArray(),
        """ {"destination":"https://example.com","body":null,"callback":"https://c.example","queue":null}"""u8.ToArray(),
        """[{"destination":"\ud800","body":"\udc00","headers":{"\ud800":"\udfff"}}]"""u8.ToArray(),
        """[[[[[[[[{"headers":{"a":{"b":[[]]}}}]]]]]]]]"""u8.ToArray(),
        "[{\"body\":\"\u00ff\u0000\u0001é\"}]"u8.ToArray()).Check(json => json.Length, json =>
        {
            var (items, refusal) = BatchReader.Read(json);
            Assert.True(items is null ? refusal is { Status: 400 } : refusal is null);
            foreach (var item in items ?? [])
            {
                _ = BatchReader.ToRequest(item, null);
            }
        });

    [Fact]
    public void Every_body_of_another_call_is_read_or_refused() => Inputs.Mutations(
        """{"queueName":"q","parallelism":3}"""u8.ToArray(),
        """{"endpoints":[{"url":"https://example.com","name":"n"},{"url":null}]}"""u8.ToArray(),
        """{"headers":{"Upstash-Retries":["1"],"a":"\ud800"}}"""u8.ToArray()).Check(json => json.Length, json =>
        {
            var (queue, refusal) = JsonBody.Parse(json, QueuesJson.Default.UpsertQueueRequest);
            Assert.True(queue is null == refusal is { Status: 400 });
            _ = JsonBody.Parse(json, UrlGroupsJson.Default.EndpointsRequest);
            _ = JsonBody.Parse(json, UrlGroupsJson.Default.DefaultHeadersRequest);
        });

    [Fact]
    public void Every_body_is_read_as_a_selection_or_refused() => Inputs.Mutations(
        """{"messageIds":["msg_1",2,true],"label":"a,b","fromDate":1700000000000,"toDate":1e400,"cursor":"1-2","count":10,"async":true}"""u8.ToArray(),
        """{"dlqIds":["1-2","\ud800"],"\ud800":["\udfff"],"url":"http://a","responseStatus":500}"""u8.ToArray(),
        """{"dlqIds":[[{}]],"dlqIds":null,"host":["",","]}"""u8.ToArray()).Check(json => json.Length, json =>
        {
            var (messages, wrongMessages) = Read(json, MessageSelection.ReadAsync);
            Assert.True(messages is null == wrongMessages is { Status: 400 });
            var (deadLetters, wrongDeadLetters) = Read(json, DlqSelection.ReadAsync);
            Assert.True(deadLetters is null == wrongDeadLetters is { Status: 400 });
        });

    [Fact]
    public void Every_query_is_read_as_a_pin_or_refused() => Inputs.Texts("parallelism=", "rate=", "period=", "&", "1", "0", "-1", "true", "TRUE", "2147483648", "604800", "+1", " ", "%00", "٣").Check(text =>
    {
        var query = new QueryCollection(QueryHelpers.ParseNullableQuery(text) ?? []);
        if (PinQuery.Read(query, out var pin) is null)
        {
            Assert.True(pin.Parallelism is > 0 || pin.Rate is > 0);
        }

        Assert.True(PinQuery.Read(query, out bool parallelism, out bool rate) is not null || parallelism || rate);
    });

    /// <summary>Nothing waits: the body is in memory.</summary>
    private static T Read<T>(byte[] body, Func<HttpContext, Task<T>> read)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(body);
        return read(context).GetAwaiter().GetResult();
    }

    private static Gen<string> Targets =>
        Gen.Select(Inputs.Of("/v2/publish/", "/v2/enqueue/", "/V2/PUBLISH/https://h/", "http://h/v2/publish/", "/v2/publish/http", ""), Inputs.Texts(
            "http://", "https%3A%2F%2F", "https:%2F%2F", "h", "/", "?", "&", "=", "#", "%", "%2", "%2F", "%3F", "%00", "+", "qstash_token", "QSTASH_TOKEN", "qstash%5Ftoken", "qstash_to\u212aen", "qſtash_token",
            "qstash_token=secret-token", "&qstash_token=secret-token", "?qstash_token=secret-token", "upstash-", "upstash-delay=3s", "Upstash%2DForward-X=%0d%0a", ";", "..", "api/llm", "\r\n", "é", "\u0001"),
            (start, rest) => start + rest);
}

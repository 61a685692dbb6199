using System.Text;
using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Contracts.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class BatchEndpointTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Answers_every_item_in_its_place()
    {
        (await api.CallAsync("POST", "/v2/topics/pair/endpoints", """{"endpoints":[{"url":"https://a.example"},{"url":"https://b.example"}]}""")).Expect(200);
        var slots = (await BatchAsync("""
            [
              {"destination":"https://example.com/1?x=1&upstash-retries=9","body":"one \u00fc","headers":{"upstash-retries":"1","Upstash-Forward-X":"é"}},
              {"destination":"pair","body":null},
              {"destination":"no-such-group"},
              {"destination":"https://example.com/3","queue":"batch-queue","headers":{"upstash-delay":"soon"}},
              {"destination":"https://example.com/2","queue":"batch-queue","callback":"https://cb.example","method":"ignored"}
            ]
            """)).Expect(200).Json.AsArray();

        Assert.Equal(5, slots.Count);
        Assert.Equal(2, slots[1]!.AsArray().Count);
        Assert.Contains("invalid scheme", slots[2]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Upstash-Delay", slots[3]!["error"]!.GetValue<string>(), StringComparison.Ordinal);

        var first = await api.StoredAsync(slots[0]!["messageId"]!.GetValue<string>());
        Assert.Equal("one ü", Encoding.UTF8.GetString(first.Body.Span));
        Assert.Equal("https://example.com/1?x=1&upstash-retries=9", first.Spec.Url);
        Assert.Equal(1, first.Spec.MaxRetries);
        Assert.Equal(new HeaderLine("X", "Ã©"), Assert.Single(first.Spec.Headers));

        var last = (await api.StoredAsync(slots[4]!["messageId"]!.GetValue<string>())).Spec;
        Assert.Equal(("batch-queue", "https://cb.example"), (last.QueueName, last.Callback!.Url));
    }

    [Theory]
    [InlineData("""{"a": [1, "ü", null]}""")]
    [InlineData("[true]")]
    [InlineData("1.50")]
    [InlineData("false")]
    public async Task A_body_that_is_no_text_is_its_own_JSON(string body)
    {
        var slot = (await BatchAsync($$"""[{"body":{{body}},"destination":"https://example.com/json"}]""")).Expect(200).Json[0]!;

        Assert.Equal(body, Encoding.UTF8.GetString((await api.StoredAsync(slot["messageId"]!.GetValue<string>())).Body.Span));
    }

    [Fact]
    public async Task Keeps_the_order_within_a_queue_and_finds_duplicates_within_itself()
    {
        var items = Enumerable.Range(0, 30).Select(i => $$"""{"destination":"https://example.com/{{i}}","queue":"ordered"}""");
        var slots = (await BatchAsync($"[{string.Join(',', items)}]")).Expect(200).Json.AsArray();
        var places = new List<long>();
        foreach (var slot in slots)
        {
            places.Add((await api.StoredAsync(slot!["messageId"]!.GetValue<string>())).Seq);
        }

        Assert.Equal(places.Order(), places);

        const string twin = """{"destination":"https://example.com","headers":{"Upstash-Deduplication-Id":"twin"}}""";
        var twins = (await BatchAsync($"[{twin},{twin}]")).Expect(200).Json.AsArray();
        Assert.Null(twins[0]!["deduplicated"]);
        Assert.True(twins[1]!["deduplicated"]!.GetValue<bool>());
        Assert.Equal(twins[0]!["messageId"]!.GetValue<string>(), twins[1]!["messageId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Encodes_what_a_request_line_cannot_carry()
    {
        var slots = (await BatchAsync("""[{"destination":"https://example.com/grüße 1?q=日"}]""")).Expect(200).Json.AsArray();
        Assert.Equal("https://example.com/gr%C3%BC%C3%9Fe%201?q=%E6%97%A5", slots[0]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Reads_bodies_with_every_escape()
    {
        var slots = (await BatchAsync("""[{"destination":"https://example.com","body":"\"\\\/\b\f\n\r\t\u0000\ud83d\ude42€"}]""")).Expect(200).Json.AsArray();
        var stored = await api.StoredAsync(slots[0]!["messageId"]!.GetValue<string>());
        Assert.Equal("\"\\/\b\f\n\r\t\0🙂€", Encoding.UTF8.GetString(stored.Body.Span));
    }

    [Fact]
    public async Task Takes_a_single_item_and_an_empty_list()
    {
        Assert.Single((await BatchAsync(""" {"destination":"https://example.com"}""")).Expect(200).Json.AsArray());
        Assert.Empty((await BatchAsync("[]")).Expect(200).Json.AsArray());
    }

    [Fact]
    public async Task Checks_the_size_of_each_item_and_of_the_whole()
    {
        var big = new string('x', 200_001);
        var slots = (await BatchAsync($$"""[{"destination":"https://example.com","body":"{{big}}"},{"destination":"https://example.com"}]""")).Expect(200).Json.AsArray();
        Assert.Contains("200000", slots[0]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(slots[1]!["messageId"]);
        (await BatchAsync($"[\"{new string('x', 1_000_000)}\"]")).ExpectError(412, "1000000");
    }

    [Fact]
    public async Task An_item_with_a_line_break_in_a_header_is_refused() =>
        Assert.Contains(
            "Upstash-Forward-X",
            (await BatchAsync("""[{"destination":"https://example.com","headers":{"Upstash-Forward-X":"a\r\nX-Evil: 1"}}]""")).Expect(200).Json[0]!["error"]!.GetValue<string>(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("""[{"destination":1}]""")]
    [InlineData("""[{"destination":"https://a.example","headers":[]}]""")]
    [InlineData("""[{"destination":"https://a.example","headers":{"a":{}}}]""")]
    [InlineData("[],")]
    public async Task Refuses_a_body_that_is_no_batch(string body) => (await BatchAsync(body)).ExpectError(400, "");

    [Fact]
    public async Task Half_a_character_is_read_as_the_replacement_character_and_concerns_its_own_item_alone()
    {
        var slots = (await BatchAsync("""
            [{"destination":"https://example.com","body":"cut \ud83d"},{"destination":"\udc00"},{"destination":"https://example.com","headers":{"Upstash-Forward-X":"\uD83D!"}},
             {"destination":"https://example.com","body":"\ud83d\ud83d\ude42 \\ud83d \u00e9"}]
            """)).Expect(200).Json.AsArray();
        Assert.Equal("cut \ufffd", await BodyAsync(slots[0]!));
        Assert.Contains("invalid destination", slots[1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        var stored = await api.StoredAsync(slots[2]!["messageId"]!.GetValue<string>());
        Assert.Equal("\ufffd!", ByteText.ToText(Assert.Single(stored.Spec.Headers).Value));
        Assert.Equal("\ufffd\ud83d\ude42 \\ud83d é", await BodyAsync(slots[3]!));
    }

    [Fact]
    public async Task Members_are_taken_in_any_letters()
    {
        var slots = (await BatchAsync("""[{"Destination":"https://example.com","QUEUE":"any-letters","Body":"x","headers":{"UPSTASH-RETRIES":"7"}}]""")).Expect(200).Json.AsArray();
        var stored = await api.StoredAsync(slots[0]!["messageId"]!.GetValue<string>());
        Assert.Equal(("any-letters", 7, "x"), (stored.Spec.QueueName, stored.Spec.MaxRetries, Encoding.UTF8.GetString(stored.Body.Span)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""[{"body":"no destination"}]""")]
    public async Task An_item_without_a_destination_gets_an_error(string body) =>
        Assert.Contains("destination is missing", (await BatchAsync(body)).Expect(200).Json[0]!["error"]!.GetValue<string>(), StringComparison.Ordinal);

    private async Task<string> BodyAsync(System.Text.Json.Nodes.JsonNode slot) =>
        Encoding.UTF8.GetString((await api.StoredAsync(slot["messageId"]!.GetValue<string>())).Body.Span);

    private Task<ApiAnswer> BatchAsync(string body) => api.CallAsync("POST", "/v2/batch", body, ("Content-Type", "application/json"));
}

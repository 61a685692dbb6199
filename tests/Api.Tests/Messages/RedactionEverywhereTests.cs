using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class RedactionEverywhereTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Canary = "yellow-canary";

    private static readonly (string, string)[] Headers =
    [
        ("Upstash-Redact-Fields", "body, header[X-Secret]"), ("Upstash-Forward-X-Secret", $"{Canary}-1"), ("Upstash-Callback", "https://cb.example"),
        ("Upstash-Callback-Forward-X-Secret", $"{Canary}-2"), ("Upstash-Failure-Callback", "https://fcb.example"), ("Upstash-Failure-Callback-Forward-X-Secret", $"{Canary}-3"),
    ];

    [Fact]
    public async Task Every_resource_that_shows_a_message_hides_its_headers_and_those_of_its_callbacks()
    {
        var id = (await api.PublishAsync("https://example.com/everywhere", $"{Canary}-0", Headers)).Expect(200).MessageId;
        await AssertHiddenAsync($"/v2/messages/{id}", "callbackHeader", "failureCallbackHeader");
        await AssertHiddenAsync($"/v2/events?messageId={id}", "callbackHeaders", "failureCallbackHeaders");
        await AssertHiddenAsync($"/v2/logs?messageId={id}", "callbackHeaders", "failureCallbackHeaders");

        await api.SettleAsync(id, MessageState.Failed);
        var dlqId = (await api.CallAsync("GET", $"/v2/dlq?messageId={id}")).Expect(200).Json["messages"]![0]!["dlqId"]!.GetValue<string>();
        await AssertHiddenAsync($"/v2/dlq?dlqIds={dlqId}", "callbackHeader", "failureCallbackHeader");
        await AssertHiddenAsync($"/v2/dlq/{dlqId}", "callbackHeader", "failureCallbackHeader");
    }

    [Fact]
    public async Task So_does_a_schedule()
    {
        var id = (await api.CallAsync("POST", "/v2/schedules/https://example.com/everywhere", $"{Canary}-0", [("Upstash-Cron", "0 0 1 1 *"), .. Headers]))
            .Expect(200).Json["scheduleId"]!.GetValue<string>();
        await AssertHiddenAsync($"/v2/schedules/{id}", "callbackHeader", "failureCallbackHeader");
        await AssertHiddenAsync("/v2/schedules", "callbackHeader", "failureCallbackHeader");
    }

    private async Task AssertHiddenAsync(string target, params string[] members)
    {
        var text = (await api.CallAsync("GET", target)).Expect(200).Text;
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("yellow-canary-0"u8), text, StringComparison.Ordinal);
        Assert.All(members, member => Assert.Contains($"\"{member}\":{{\"X-Secret\":[\"REDACTED:", text, StringComparison.Ordinal));
    }
}

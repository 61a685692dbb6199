using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class HiddenSecretsTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Secret = "not-for-readers";

    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie")]
    [InlineData("X-Api-Key")]
    [InlineData("X_API_KEY")]
    [InlineData("apikey")]
    [InlineData("X-Auth-Token")]
    [InlineData("X-Gitlab-Token")]
    [InlineData("X-Webhook-Secret")]
    [InlineData("Upstash-Forward-Authorization")]
    public void Such_headers_may_hold_a_secret(string name) => Assert.True(HiddenSecrets.IsIn(name));

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("X-Trace")]
    [InlineData("Idempotency-Key")]
    [InlineData("Author")]
    public void Headers_that_carry_no_secret_are_shown(string name) => Assert.False(HiddenSecrets.IsIn(name));

    [Theory]
    [InlineData("""{"header":{"Authorization":["a","b"],"X":["c"]}}""", """{"header":{"Authorization":["REDACTED"],"X":["c"]}}""")]
    [InlineData("""[{"message":{"callbackHeaders":{"Cookie":["a"]}}}]""", """[{"message":{"callbackHeaders":{"Cookie":["REDACTED"]}}}]""")]
    [InlineData("""{"responseHeaders":{"Set-Cookie":"a"},"n":1}""", """{"responseHeaders":{"Set-Cookie":"REDACTED"},"n":1}""")]
    [InlineData("""{"body":"{\"sourceHeader\":{\"Cookie\":[\"a\"]}}"}""", """{"body":"REDACTED"}""")]
    [InlineData("""{"body":"eyJzb3VyY2VIZWFkZXIiOnt9fQ==","bodyBase64":null}""", """{"body":"REDACTED","bodyBase64":null}""")]
    [InlineData("""{"body":"{\"order\":1}","token":"of the user's own"}""", """{"body":"{\"order\":1}","token":"of the user's own"}""")]
    public void Only_secret_headers_are_hidden_in_an_answer(string json, string shown)
    {
        var node = JsonNode.Parse(json);
        HiddenSecrets.Hide(node);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(shown), node), node!.ToJsonString());
    }

    [Fact]
    public async Task A_reader_finds_no_forwarded_secret_anywhere_and_the_root_all_of_them()
    {
        (string, string)[] headers =
        [
            ("Upstash-Forward-Authorization", Secret), ("Upstash-Forward-Cookie", $"a={Secret}"), ("Upstash-Callback", "https://example.com"),
            ("Upstash-Failure-Callback", "https://example.com"), ("Upstash-Callback-Forward-X-Api-Key", Secret), ("Upstash-Failure-Callback-Forward-X-Auth-Token", Secret),
        ];
        var waiting = (await api.PublishAsync("https://example.com", "", [.. headers, ("Upstash-Delay", "1d")])).Expect(200).MessageId;
        (await api.CallAsync("POST", "/v2/schedules/https://example.com", "", [.. headers, ("Upstash-Cron", "0 0 1 1 *")])).Expect(200);
        var failed = (await api.PublishAsync("https://example.com", "", headers)).Expect(200).MessageId;
        await api.SettleAsync(failed, MessageState.Failed, new ResponseRecord(500, [new HeaderLine("Set-Cookie", Secret)], Encoding.UTF8.GetBytes("no"), false));
        var callback = (await api.PublishAsync("https://example.com", """{"sourceHeader":{"Authorization":["secret"]}}""".Replace("secret", Secret, StringComparison.Ordinal), ("Upstash-Delay", "1d"))).Expect(200).MessageId;

        foreach (var target in new[] { $"/v2/messages/{waiting}", $"/v2/messages/{callback}", "/v2/schedules", "/v2/dlq", "/v2/events", "/v2/logs" })
        {
            var asReader = (await api.CallAsync("GET", target, "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(200);
            Assert.Contains(HiddenSecrets.Mark, asReader.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, asReader.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))[..8], asReader.Text, StringComparison.Ordinal);

            var asRoot = (await api.CallAsync("GET", target)).Expect(200);
            Assert.DoesNotContain(HiddenSecrets.Mark, asRoot.Text, StringComparison.Ordinal);
        }
    }
}

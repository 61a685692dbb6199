using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class AuthenticationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string Query = $"qstash_token={Uri.EscapeDataString(DevelopmentUser.Token)}";

    [Theory]
    [InlineData("GET", "/v2/keys")]
    [InlineData("GET", "/v2/queues")]
    [InlineData("POST", "/v2/batch")]
    [InlineData("POST", "/v2/publish/https://example.com")]
    [InlineData("POST", "/V2/Publish/https://example.com/../../..")]
    [InlineData("DELETE", "/v2/messages/msg_1")]
    [InlineData("GET", "/v2/unknown")]
    public async Task Every_path_asks_for_the_token(string method, string target)
    {
        foreach (var credential in new[] { "", "Bearer ", "Bearer wrong", "Basic x", $"Bearer {DevelopmentUser.Token}x" })
        {
            (await api.CallAsync(method, target, "", ("Authorization", credential))).ExpectError(401, "unauthorized");
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task Takes_the_token_from_the_header(string scheme) =>
        (await api.CallAsync("GET", "/v2/keys", "", ("Authorization", $"{scheme} {DevelopmentUser.Token}"))).Expect(200);

    [Fact]
    public async Task Takes_the_token_from_the_query()
    {
        (await api.CallAsync("GET", $"/v2/keys?{Query}", "", ("Authorization", ""))).Expect(200);
        (await api.CallAsync("GET", $"/v2/keys?{Query.Replace("qstash_token", "QStash_Token", StringComparison.Ordinal)}", "", ("Authorization", ""))).Expect(200);
        (await api.CallAsync("POST", $"/v2/publish/https://example.com/?{Query}", "", ("Authorization", ""))).Expect(200);
        (await api.CallAsync("GET", "/v2/keys?qstash_token=wrong", "", ("Authorization", ""))).Expect(401);
    }

    [Fact]
    public async Task The_read_only_token_reads_and_changes_nothing()
    {
        (string, string) readOnly = ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}");
        foreach (var target in new[] { "/v2/queues", "/v2/topics", "/v2/dlq", "/v2/events", "/v2/logs" })
        {
            (await api.CallAsync("GET", target, "", readOnly)).Expect(200);
        }

        (await api.CallAsync("POST", "/v2/publish/https://example.com", "", readOnly)).ExpectError(403, "read-only");
        (await api.CallAsync("POST", "/v2/queues", """{"queueName":"q"}""", readOnly)).ExpectError(403, "read-only");
        (await api.CallAsync("DELETE", "/v2/messages/msg_1", "", readOnly)).ExpectError(403, "read-only");
        (await api.CallAsync("POST", "/v2/keys/rotate", "", readOnly)).ExpectError(403, "read-only");
        (await api.CallAsync("PATCH", "/v2/topics/t", """{"headers":{}}""", readOnly)).ExpectError(403, "read-only");
    }

    [Fact]
    public async Task The_read_only_token_does_not_see_the_signing_keys()
    {
        var answer = await api.CallAsync("GET", "/v2/keys", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"));

        answer.ExpectError(403, "keys");
        Assert.DoesNotContain("sig_", answer.Text, StringComparison.Ordinal);
    }
}

using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class UnknownPathTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("GET", "/v2")]
    [InlineData("GET", "/v2/nothing/here")]
    [InlineData("POST", "/v2/publish")]
    [InlineData("PUT", "/v2/queues")]
    [InlineData("GET", "/v2/publish/https://example.com")]
    [InlineData("GET", "/v2/keys/rotate")]
    [InlineData("GET", "/")]
    [InlineData("POST", "/v1/publish/https://example.com")]
    [InlineData("GET", "/v1/schedules")]
    [InlineData("GET", "/v3/keys")]
    [InlineData("GET", "/favicon.ico")]
    [InlineData("DELETE", "/v1/messages/")]
    [InlineData("POST", "/openapi.json")]
    [InlineData("GET", "//")]
    [InlineData("GET", "//evil.example/v2/keys")]
    public async Task Is_404_with_an_error(string method, string target) => (await api.CallAsync(method, target)).ExpectError(404, "");

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/schedules")]
    public async Task Outside_the_api_the_error_says_where_it_is(string target)
    {
        var answer = await api.CallAsync("GET", target, "", ("Authorization", "none"));
        answer.ExpectError(404, "/v2");
        answer.ExpectError(404, "/reference");
    }

    [Theory]
    [InlineData("GET", "//v2/keys", 200)]
    [InlineData("GET", "///V2/queues/", 200)]
    [InlineData("POST", "//v2/publish/https://example.com//a//b", 200)]
    [InlineData("POST", "//v2/enqueue/slashes/https://example.com", 200)]
    [InlineData("DELETE", "//v2/messages/", 400)]
    public async Task Slashes_in_front_that_are_too_many_change_nothing(string method, string target, int status)
    {
        var answer = (await api.CallAsync(method, target)).Expect(status);
        Assert.True(!target.Contains("//a", StringComparison.Ordinal) || answer.Json["url"]!.GetValue<string>() == "https://example.com//a//b");
        (await api.CallAsync(method, target, "", ("Authorization", "Bearer wrong"))).ExpectError(401, "unauthorized");
    }

    [Theory]
    [InlineData("/v2/messages/")]
    [InlineData("/V2/Messages/")]
    [InlineData("/v2/queues/")]
    [InlineData("/v2/dlq/")]
    [InlineData("/v2/topics/")]
    public async Task Deleting_what_has_no_name_is_400(string target) => (await api.CallAsync("DELETE", target)).ExpectError(400, "missing");
}

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
    public async Task Is_404_with_an_error(string method, string target) => (await api.CallAsync(method, target)).ExpectError(404, "");

    [Theory]
    [InlineData("/v2/messages/")]
    [InlineData("/V2/Messages/")]
    [InlineData("/v2/queues/")]
    [InlineData("/v2/dlq/")]
    [InlineData("/v2/topics/")]
    public async Task Deleting_what_has_no_name_is_400(string target) => (await api.CallAsync("DELETE", target)).ExpectError(400, "missing");
}

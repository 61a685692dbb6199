using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class DestinationCheckTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("https://203.0.114.1/x", true, null)]
    [InlineData("http://10.0.0.1/", false, "denied_address")]
    [InlineData("http://[::1]:8080/", false, "denied_address")]
    [InlineData("http://localhost/", false, "denied_address")]
    [InlineData("http://no-such-host.invalid/", false, "unknown_host")]
    [InlineData("ftp://example.com", false, "invalid_url")]
    [InlineData("", false, "invalid_url")]
    public async Task Says_whether_it_would_be_called_and_why_not(string url, bool allowed, string? reason)
    {
        var check = (await api.CallAsync("POST", "/busqstash/destinations/check", $$"""{"url":"{{url}}"}""")).Expect(200).Json;
        Assert.Equal((allowed, reason), (check["allowed"]!.GetValue<bool>(), check["reason"]?.GetValue<string>()));
    }

    [Fact]
    public async Task Takes_nothing_but_json() => (await api.CallAsync("POST", "/busqstash/destinations/check", "https://example.com")).ExpectError(400, "JSON");
}

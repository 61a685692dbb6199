using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class CancelEverythingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("?count=100", "")]
    [InlineData("", "")]
    [InlineData("", "{}")]
    public async Task No_selector_at_all_cancels_everything(string query, string body)
    {
        var unordered = (await api.PublishAsync("https://example.com")).Expect(200).MessageId;
        var ordered = (await api.CallAsync("POST", "/v2/enqueue/everything/https://example.com")).Expect(200).MessageId;
        Assert.Equal("""{"cancelled":2}""", (await api.CallAsync("DELETE", $"/v2/messages{query}", body)).Expect(200).Text);
        (await api.CallAsync("GET", $"/v2/messages/{unordered}")).Expect(404);
        (await api.CallAsync("GET", $"/v2/messages/{ordered}")).Expect(404);
    }
}

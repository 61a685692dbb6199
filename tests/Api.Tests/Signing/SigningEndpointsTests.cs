using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Signing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Signing;

public sealed class SigningEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Next_becomes_current_on_both_paths()
    {
        var keys = (await api.CallAsync("GET", "/v2/keys")).Expect(200);
        Assert.Equal($$"""{"current":"{{DevelopmentUser.CurrentSigningKey}}","next":"{{DevelopmentUser.NextSigningKey}}"}""", keys.Text);
        foreach (var path in new[] { "/v2/keys/rotate", "/v2/rotate" })
        {
            var rotated = (await api.CallAsync("POST", path)).Expect(200);
            Assert.Equal(keys.Json["next"]!.GetValue<string>(), rotated.Json["current"]!.GetValue<string>());
            Assert.StartsWith("sig_", rotated.Json["next"]!.GetValue<string>(), StringComparison.Ordinal);
            keys = (await api.CallAsync("GET", "/v2/keys")).Expect(200);
            Assert.Equal(rotated.Text, keys.Text);
        }

        // Whoever signs is told: this process before the answer, the others over the bus.
        Assert.Equal((2, 2), (api.Services.GetRequiredService<RotationSignal>().Count, api.Bus.Rotations));
    }
}

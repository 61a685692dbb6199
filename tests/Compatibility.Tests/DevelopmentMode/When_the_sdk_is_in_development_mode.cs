using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.DevelopmentMode;

public sealed class When_the_sdk_is_in_development_mode(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "developmentMode")
{
    private readonly OfficialSdk _sdk = sdk;
    private readonly EmbeddedServer _server = server;

    [Fact]
    public async Task Finds_the_server_and_its_keys_without_any_setting() =>
        await _sdk.RunInDevelopmentModeAsync(
            Situation, nameof(Finds_the_server_and_its_keys_without_any_setting), await _server.GetAsync());
}

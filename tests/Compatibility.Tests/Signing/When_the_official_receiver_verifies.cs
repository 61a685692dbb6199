using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Signing;

public sealed class When_the_official_receiver_verifies(OfficialSdk sdk, EmbeddedServer server) : SdkCases(sdk, server, "signing")
{
    private readonly OfficialSdk _sdk = sdk;

    [Fact]
    public Task Signs_what_the_official_receiver_accepts() => RunAsync();

    [Fact]
    public Task Signs_a_request_without_a_body() => RunAsync();

    [Fact]
    public Task Signs_so_that_another_body_or_address_is_noticed() => RunAsync();

    [Fact]
    public Task Signs_callbacks_too() => RunAsync();

    [Fact]
    public async Task Receivers_that_knew_the_next_key_go_on_after_a_rotation()
    {
        await using var own = await BusQStashProcess.StartApiAsync();

        await _sdk.RunAsync(Situation, nameof(Receivers_that_knew_the_next_key_go_on_after_a_rotation), own);
    }
}

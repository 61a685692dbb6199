using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

namespace BusQStash.Compatibility.Tests.Distributed;

/// <summary>The cases the embedded default passes, on RabbitMQ and PostgreSQL with two workers.</summary>
public sealed class When_the_server_is_several_processes(OfficialSdk sdk, DistributedServer server)
{
    // These need a server of their own kind: one the SDK finds by itself, one whose keys may be rotated.
    private static readonly HashSet<string> Elsewhere = ["developmentMode", "Receivers_that_knew_the_next_key_go_on_after_a_rotation"];

    public static TheoryData<string, string> Cases =>
        [.. SdkCaseNames.All().Where(test => !Elsewhere.Contains(test.Situation) && !Elsewhere.Contains(test.Name))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_case_holds_too(string situation, string name) =>
        await sdk.RunAsync(situation, name, await server.GetAsync());
}

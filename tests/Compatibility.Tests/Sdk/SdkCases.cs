using System.Runtime.CompilerServices;

namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>Tests of one situation: each method carries the name of the case it runs.</summary>
public abstract class SdkCases(OfficialSdk sdk, EmbeddedServer server, string situation)
{
    /// <summary>The name of the file in <c>js/cases</c>.</summary>
    public string Situation { get; } = situation;

    protected async Task RunAsync([CallerMemberName] string name = "") =>
        await sdk.RunAsync(Situation, name, await server.GetAsync());
}

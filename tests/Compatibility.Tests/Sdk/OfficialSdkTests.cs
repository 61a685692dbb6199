using System.Reflection;
using Xunit;

namespace BusQStash.Compatibility.Tests.Sdk;

public sealed class OfficialSdkTests(OfficialSdk sdk)
{
    [Fact]
    public async Task Every_case_of_the_scripts_has_its_test()
    {
        var cases = await sdk.ListAsync();

        var tests = typeof(SdkCases).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SdkCases))).SelectMany(NamesOf);
        Assert.Equal(cases.Order(StringComparer.Ordinal), tests.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamesOf(Type situation)
    {
        var name = ((SdkCases)situation.GetConstructors().Single().Invoke([null, null])).Situation;
        return situation.GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => $"{name} {method.Name}");
    }
}

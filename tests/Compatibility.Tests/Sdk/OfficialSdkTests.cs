using Xunit;

namespace BusQStash.Compatibility.Tests.Sdk;

public sealed class OfficialSdkTests(OfficialSdk sdk)
{
    [Fact]
    public async Task Every_case_of_the_scripts_has_its_test()
    {
        var cases = await sdk.ListAsync();

        var tests = SdkCaseNames.All().Select(test => $"{test.Situation} {test.Name}");
        Assert.Equal(cases.Order(StringComparer.Ordinal), tests.Order(StringComparer.Ordinal));
    }
}

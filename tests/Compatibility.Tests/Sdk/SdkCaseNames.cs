using System.Reflection;
using Xunit;

namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>The cases that have a test: situation and name.</summary>
internal static class SdkCaseNames
{
    public static IEnumerable<(string Situation, string Name)> All() =>
        typeof(SdkCases).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SdkCases))).SelectMany(Of);

    private static IEnumerable<(string Situation, string Name)> Of(Type situation)
    {
        var name = ((SdkCases)situation.GetConstructors().Single().Invoke([null, null])).Situation;
        return situation.GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => (name, method.Name));
    }
}

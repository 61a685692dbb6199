using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace BusQStash.Api.Tests.Architecture;

/// <summary>What needs more than seven things is two things, or has one of them without a name.</summary>
public sealed class ConstructorsTests
{
    private const int Most = 7;

    [Fact]
    public void No_constructor_takes_more_than_seven_arguments()
    {
        string[] projects = ["Contracts", "Client", "Rules", "Store", "Bus", "Worker", "Api"];
        var types = projects.SelectMany(project => Assembly.Load($"BusQStash.{project}").GetTypes()).Where(IsWritten).ToArray();

        Assert.True(types.Length > 500, "the types of the projects were not found");
        Assert.Empty(types.Where(type => Longest(type) > Most).Select(type => $"{type.Name}: {Longest(type)}"));
    }

    private static bool IsWritten(Type type) =>
        type.Namespace?.StartsWith("BusQStash", StringComparison.Ordinal) == true && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private static int Longest(Type type) => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(constructor => constructor.GetParameters().Length).DefaultIfEmpty().Max();
}

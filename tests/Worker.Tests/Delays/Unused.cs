using System.Diagnostics;
using System.Reflection;

namespace BusQStash.Worker.Tests.Delays;

/// <summary>Stands in for what a test must hand over and nobody may call.</summary>
public class Unused : DispatchProxy
{
    internal static T Of<T>()
        where T : class => Create<T, Unused>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new UnreachableException($"{targetMethod} was called.");
}

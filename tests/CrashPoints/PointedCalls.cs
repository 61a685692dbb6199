using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace BusQStash.CrashPoints;

/// <summary>Stands before a service: a point before each call, and one after what it returned is done.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The runtime derives proxies from it.")]
internal class PointedCalls : DispatchProxy
{
    private static readonly MethodInfo AfterMethod = typeof(PointedCalls).GetMethod(nameof(AfterAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private object _inner = new();
    private string _name = "";

    public void Surround(string name, object inner) => (_name, _inner) = (name, inner);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = $"{_name}.{targetMethod!.Name}";
        CrashPoint.Reach($"before {call}");
        object? result;
        try
        {
            result = targetMethod.Invoke(_inner, args);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
            throw;
        }

        return result is Task && targetMethod.ReturnType is { IsGenericType: true } type
            ? AfterMethod.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, [result, $"after {call}"])
            : result;
    }

    private static async Task<T> AfterAsync<T>(Task<T> task, string point)
    {
        var result = await task;
        CrashPoint.Reach(point);
        return result;
    }
}

using System.Reflection;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.CrashPoints;

/// <summary>The services between whose calls a program may die: each commits one transaction by each call.</summary>
internal static class PointedServices
{
    private static readonly Type[] Surrounded = [typeof(IWorkflowRuns), typeof(IWaiters), typeof(IFailedRuns), typeof(IMessageLedger)];

    public static void Surround(IServiceCollection services)
    {
        foreach (var type in Surrounded)
        {
            var inner = services.Last(service => service.ServiceType == type && !service.IsKeyedService);
            services.AddSingleton(type, provider => Create(type, Make(inner, provider)));
        }

        services.AddSingleton<IStartupFilter, AnswerPoints>();
    }

    private static object Make(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance
        ?? service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private static object Create(Type type, object inner)
    {
        var proxy = DispatchProxy.Create(type, typeof(PointedCalls));
        ((PointedCalls)proxy).Surround(type.Name, inner);
        return proxy;
    }
}

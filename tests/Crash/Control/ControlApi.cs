using BusQStash.Api;
using BusQStash.Bus.Hosting;
using BusQStash.Bus.Startup;
using BusQStash.Store.Instances;
using BusQStash.Store.Signing;
using BusQStash.Store.Startup;
using BusQStash.Store.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BusQStash.Crash.Control;

/// <summary>The product's Api in a host that decorates its ledger, as <see cref="ControlWorker"/> does for the worker.</summary>
internal static class ControlApi
{
    /// <summary>The program's role.</summary>
    public const string Role = "api";

    public static async Task RunAsync(WithoutCheck without)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.ConfigureApiServer();
        builder.Services.AddStore(builder.Configuration);
        builder.Services.AddBus(builder.Configuration);
        builder.Services.Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Api);
        builder.Services.AddSigningKeys(builder.Configuration);
        builder.Services.AddApi(builder.Configuration);
        if (without == WithoutCheck.Lock)
        {
            builder.Services.Decorate<IRunWorks>((works, _) => new LocklessRunWorks(works));
        }

        var app = builder.Build();
        app.MapApi();
        app.MapHealth();
        await app.RunAsync();
    }
}

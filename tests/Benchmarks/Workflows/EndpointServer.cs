using System.Globalization;
using System.Net;
using BusQStash.Benchmarks.Sinks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Benchmarks.Workflows;

/// <summary>The endpoint of all workflows in a process of its own. It answers the benchmark as a sink does: a delivery's number is its run's and the list's length.</summary>
internal static class EndpointServer
{
    public const string Role = "workflow-endpoint";

    /// <param name="arguments">Port, the Api's address, the authorization.</param>
    public static async Task RunAsync(string[] arguments)
    {
        using var calls = new WorkflowCalls(arguments[1], arguments[2]);
        var control = new SinkControl();
        var endpoint = new WorkflowEndpoint(calls, delivery =>
        {
            control.Arrivals.Add(delivery.Number);
            return Task.CompletedTask;
        });
        await using var app = Create(
            int.Parse(arguments[0], CultureInfo.InvariantCulture), context => control.Serve(context) ?? endpoint.ServeAsync(context));
        await app.RunAsync();
    }

    /// <summary>A bare web server.</summary>
    /// <param name="port">Where it listens; 0 for a free one.</param>
    /// <param name="serve">What it does.</param>
    public static WebApplication Create(int port, RequestDelegate serve)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(serve);
        return app;
    }
}

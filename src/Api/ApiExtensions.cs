using System.Text;
using BusQStash.Api.BulkActions;
using BusQStash.Api.Dashboard;
using BusQStash.Api.Dlq;
using BusQStash.Api.Doctor;
using BusQStash.Api.Events;
using BusQStash.Api.FlowControl;
using BusQStash.Api.Http;
using BusQStash.Api.Llm;
using BusQStash.Api.Messages;
using BusQStash.Api.Overview;
using BusQStash.Api.Publishing;
using BusQStash.Api.Queues;
using BusQStash.Api.Reference;
using BusQStash.Api.Schedules;
using BusQStash.Api.Signing;
using BusQStash.Api.Stats;
using BusQStash.Api.Tokens;
using BusQStash.Api.UrlGroups;
using BusQStash.Api.Workflows;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BusQStash.Api;

/// <summary>Adds the whole REST API to a host; middleware in the order a request passes it.</summary>
internal static class ApiExtensions
{
    /// <summary>The request line contains a destination's whole URL.</summary>
    private const int MaxRequestLineBytes = 64 * 1024;

    /// <summary>Forwarded headers, including those of two callbacks, arrive as headers.</summary>
    private const int MaxHeaderBytes = 256 * 1024;
    private const int MaxHeaders = 1000;

    /// <summary>Requires the ledger (<c>AddStore</c>) and the publishers of the bus.</summary>
    internal static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddApiHttp(configuration);
        services.AddTokens();
        services.AddPublishing(configuration);
        services.AddWorkflows();
        services.AddQueues(configuration);
        services.AddUrlGroups(configuration);
        services.AddSchedules(configuration);
        services.AddMessages();
        services.AddBulkActions(configuration);
        services.AddDlq();
        services.AddLlm(configuration);
        services.AddOverview();
        services.AddDoctor();
        services.AddReference();
        services.AddDashboard(configuration);
        return services;
    }

    internal static WebApplication MapApi(this WebApplication app)
    {
        app.UseMiddleware<OneSlashMiddleware>();
        app.UseMiddleware<RequestSpanMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<LedgerAwayMiddleware>();
        app.UseMiddleware<DashboardMiddleware>();
        app.UseMiddleware<RawTargetMiddleware>();

        // Explicit, because the host would otherwise route before the destination is removed from the path.
        app.UseRouting();
        app.UseMiddleware<AuthenticationMiddleware>();
        app.UseMiddleware<EmptySegmentMiddleware>();
        app.UseMiddleware<EscapedSlashMiddleware>();

        app.MapPublishing();
        app.MapRuns();
        app.MapWaits();
        app.MapNotifications();
        app.MapTriggers();
        app.MapRunCancels();
        app.MapRunLogs();
        app.MapRunDlq();
        app.MapRunRevivals();
        app.MapMessages();
        app.MapBulkActions();
        app.MapQueues();
        app.MapUrlGroups();
        app.MapSchedules();
        app.MapFlowControl();
        app.MapDlq();
        app.MapDlqActions();
        app.MapLlm();
        app.MapEvents();
        app.MapSigning();
        app.MapTokens();
        app.MapMessageViews();
        app.MapQueueViews();
        app.MapInfo();
        app.MapOverview();
        app.MapDoctor();
        app.MapStats();
        app.MapEventViews();
        app.MapLive();
        app.MapDlqViews();
        app.MapBulkActionViews();
        app.MapScheduleViews();
        app.MapDestinationCheck();
        app.MapReference();
        app.MapDashboard();
        app.MapUnknownPaths();
        return app;
    }

    /// <summary>Configures the web server's own limits.</summary>
    internal static WebApplicationBuilder ConfigureApiServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;

            // Header values are bytes: Latin-1 decoding loses none of them (see ByteText).
            server.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            server.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            // A caller that waits for memory (BodyIntake) uses no more than this.
            server.Limits.MaxRequestBufferSize = MaxHeaderBytes + MaxRequestLineBytes;
            server.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            server.Limits.MaxRequestHeaderCount = MaxHeaders;

            // Every endpoint enforces its own limit, with an error that names it.
            server.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddSingleton<ConnectionLimit>();
        builder.Services.AddSingleton<SocketTransportFactory>();

        // The server uses the transport that was registered last.
        builder.Services.AddSingleton<IConnectionListenerFactory, LimitedTransport>();
        return builder;
    }
}

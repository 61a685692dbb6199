using BusQStash.Bus.Connections;
using BusQStash.Bus.Naming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Startup;

/// <summary>
/// Starts the buses and, whenever the broker becomes reachable, checks its version. A broker that is too old stops the process; one that is down does not:
/// messages are accepted into the ledger meanwhile.
/// </summary>
internal sealed partial class BusStartup(
    BusConnections buses,
    BrokerAdmin admin,
    BrokerWatch watch,
    IOptions<BrokerOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<BusStartup> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Tls.DangerousAcceptAnyServerCertificate)
        {
            Log.AnyCertificate(logger);
        }

        watch.Connected += OnConnected;
        buses.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        watch.Connected -= OnConnected;
        await buses.StopAsync(cancellationToken);
    }

    private void OnConnected() => _ = CheckAsync();

    private async Task CheckAsync()
    {
        try
        {
            await admin.CheckVersionAsync(lifetime.ApplicationStopping);
            await admin.DeclareAsync(BrokerNames.Deliver, lifetime.ApplicationStopping);
        }
        catch (NotSupportedException exception)
        {
            Log.TooOld(logger, exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
        catch (Exception exception)
        {
            Log.NotChecked(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "{Reason}")]
        public static partial void TooOld(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The broker could not be checked: {Reason}")]
        public static partial void NotChecked(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Warning,
            "Any certificate is accepted for the broker (BusQStash__Broker__Tls__DangerousAcceptAnyServerCertificate): a man in the middle can read and change everything")]
        public static partial void AnyCertificate(ILogger logger);
    }
}

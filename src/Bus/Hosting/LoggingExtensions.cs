using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Hosting;

/// <summary>Default log levels of the programs.</summary>
public static class LoggingExtensions
{
    /// <summary>
    /// Suppresses the web server's and MassTransit's log line per request: these lines would reveal query strings, which may contain a token, and each attempt is
    /// logged separately. Settings under <c>Logging:LogLevel</c> take precedence.
    /// </summary>
    public static ILoggingBuilder AddQuietDefaults(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.Services.AddSingleton<ILoggerFactory>(provider => new StartFailureLogs(new LoggerFactory(
            provider.GetServices<ILoggerProvider>(),
            provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            provider.GetService<IOptions<LoggerFactoryOptions>>(),
            provider.GetService<IExternalScopeProvider>())));
        return logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("MassTransit", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning);
    }
}

using Microsoft.Extensions.Logging;

namespace BusQStash.Bus.Hosting;

/// <summary>Keeps the host from logging a failed start with its stack trace; the program prints the cause as its last line (<see cref="ProgramRun"/>).</summary>
/// <remarks>With the level Debug for the category the traces are there.</remarks>
internal sealed class StartFailureLogs(ILoggerFactory inner) : ILoggerFactory
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) =>
        categoryName == Host ? new HostLogger(inner.CreateLogger(categoryName)) : inner.CreateLogger(categoryName);

    public void Dispose() => inner.Dispose();

    private sealed class HostLogger(ILogger inner) : ILogger
    {
        private const int StartFailed = 11;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id != StartFailed || inner.IsEnabled(LogLevel.Debug))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}

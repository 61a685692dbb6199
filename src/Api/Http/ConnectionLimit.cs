using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

/// <summary>Limits the number of client connections.</summary>
internal sealed partial class ConnectionLimit(IOptions<HttpOptions> options, TimeProvider time, ILogger<ConnectionLimit> logger)
{
    /// <summary>
    /// Clients get a third of the files: the program holds about 300 by itself, and the worker in it needs one for each attempt. With none left the runtime ends the process.
    /// </summary>
    private const int ClientsShareOfFiles = 3;

    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int _open;
    private long? _toldAt;

    /// <summary>Most connections at once.</summary>
    internal long Most { get; } = Math.Min(options.Value.MaxConnections, OpenFiles.Limit() / ClientsShareOfFiles ?? long.MaxValue);

    /// <summary>Counts one more connection; false when the limit is reached.</summary>
    internal bool TryEnter()
    {
        lock (_gate)
        {
            if (_open < Most)
            {
                _open++;
                return true;
            }

            // One line for many refused connections: a line for each would itself be an attack on the log.
            if (_toldAt is not { } at || time.GetElapsedTime(at) >= Silence)
            {
                _toldAt = time.GetTimestamp();
                Log.Full(logger, Most);
            }

            return false;
        }
    }

    /// <summary>Counts one connection less.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            _open--;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "All {Most} connections are in use; further ones are closed. BusQStash:Http:MaxConnections and a third of the open-file limit bound their number.")]
        public static partial void Full(ILogger logger, long most);
    }
}

namespace BusQStash.Api.Http;

/// <summary>Audit log: one line per call that was refused for its token or that changed something, with caller, call and outcome.</summary>
/// <remarks>Paths are escaped to prevent log injection, and logged without their query, which may hold a token.</remarks>
internal sealed partial class CallLog(AccessMetrics metrics, TimeProvider time, ILogger<CallLog> logger)
{
    /// <summary>Guessing tokens must not flood the log: calls between two lines are only counted.</summary>
    private static readonly TimeSpan BetweenUnknown = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long? _unknownAt;
    private int _unknownSince;

    /// <summary>The call had no token, or no valid one.</summary>
    internal void UnknownToken(HttpContext context, string? expired)
    {
        metrics.UnknownToken();
        int before;
        lock (_gate)
        {
            if (_unknownAt is { } at && time.GetElapsedTime(at) < BetweenUnknown)
            {
                _unknownSince++;
                return;
            }

            (before, _unknownSince, _unknownAt) = (_unknownSince, 0, time.GetTimestamp());
        }

        Log.UnknownToken(logger, context.Request.Method, PathOf(context), context.Connection.RemoteIpAddress, expired is null ? "unknown" : $"{expired}, which has expired", before);
    }

    internal void NoRight(HttpContext context, Caller caller)
    {
        metrics.NoRight();
        Log.NoRight(logger, caller.Name, context.Request.Method, PathOf(context), context.Connection.RemoteIpAddress);
    }

    internal void OutOfBounds(string token, string? callerIp, string reason)
    {
        metrics.OutOfBounds();
        Log.OutOfBounds(logger, token, reason, callerIp);
    }

    /// <summary>Logs a finished call. Publishing makes up most calls and has its own history, so its lines have level Debug.</summary>
    internal void Ended(HttpContext context, Caller caller, Access needed)
    {
        if (AccessNeeded.IsRead(context.Request))
        {
            return;
        }

        var level = needed == Access.Publish ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            Log.Ended(logger, level, caller.Name, context.Request.Method, PathOf(context), context.Response.StatusCode, context.Connection.RemoteIpAddress);
        }
    }

    /// <summary>A bulk action began. Filters are logged by name: their values may be URLs with secrets in them, and are listed with the action.</summary>
    internal void BulkActionBegan(HttpContext context, string id, string kind, long total, IEnumerable<string> filters)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var names = string.Join(", ", filters);
            Log.BulkActionBegan(
                logger, Caller.Of(context)?.Name ?? "", id, kind, total, names.Length == 0 ? "none" : names, context.Connection.RemoteIpAddress);
        }
    }

    private static string PathOf(HttpContext context) => context.Request.Path.ToUriComponent();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} from {Address} was rejected with 401: the token is {Token}. {Before} more since the last such line.")]
        public static partial void UnknownToken(ILogger logger, string method, string path, System.Net.IPAddress? address, string token, int before);

        [LoggerMessage(2, LogLevel.Warning, "Token {Token}: {Method} {Path} from {Address} was rejected with 403.")]
        public static partial void NoRight(ILogger logger, string token, string method, string path, System.Net.IPAddress? address);

        [LoggerMessage(3, LogLevel.Warning, "Token {Token}: a message was rejected with 403, {Reason} (from {Address}).")]
        public static partial void OutOfBounds(ILogger logger, string token, string reason, string? address);

        [LoggerMessage(EventId = 4, Message = "Token {Token}: {Method} {Path} was answered with {Status} (from {Address}).")]
        public static partial void Ended(ILogger logger, LogLevel level, string token, string method, string path, int status, System.Net.IPAddress? address);

        [LoggerMessage(5, LogLevel.Information, "Token {Token}: bulk action {ActionId} began: {Kind} of {Total} by filters {Filters} (from {Address}).")]
        public static partial void BulkActionBegan(ILogger logger, string token, string actionId, string kind, long total, string filters, System.Net.IPAddress? address);
    }
}

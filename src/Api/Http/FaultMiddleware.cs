namespace BusQStash.Api.Http;

/// <summary>The outermost error handler of a request: an unexpected exception becomes an error object, never a stack trace.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next, TimeProvider time, ILogger<FaultMiddleware> logger)
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(1);
    private long _toldAt;
    private int _suppressed;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected; no answer is needed.
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await ApiResults.Error(error.StatusCode, error.Message).ExecuteAsync(context);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, error);
        }
        catch (Exception error)
        {
            // The connection is aborted, so that a partial answer is not mistaken for a complete one.
            Log.CutOff(logger, error, context.Request.Method, context.Request.Path);
            context.Abort();
        }
    }

    private Task AnswerAsync(HttpContext context, Exception error)
    {
        if (LedgerFaults.IsOfText(error))
        {
            return ApiResults.Malformed("the request holds a NUL character where a name or an id stands").ExecuteAsync(context);
        }

        if (LedgerFaults.Is(error))
        {
            Tell(context, error);
            return ApiResults.Error(StatusCodes.Status503ServiceUnavailable, "the ledger cannot be reached; try again").ExecuteAsync(context);
        }

        Log.Unforeseen(logger, error, context.Request.Method, context.Request.Path);
        return ApiResults.Error(StatusCodes.Status500InternalServerError, "internal error").ExecuteAsync(context);
    }

    /// <summary>Logs at most one line a second: an outage fails thousands of calls.</summary>
    private void Tell(HttpContext context, Exception error)
    {
        Log.LedgerUnavailableDetail(logger, error, context.Request.Method, context.Request.Path);
        Interlocked.Increment(ref _suppressed);
        var last = Interlocked.Read(ref _toldAt);
        if ((last == 0 || time.GetElapsedTime(last) >= LineEvery) && Interlocked.CompareExchange(ref _toldAt, time.GetTimestamp(), last) == last)
        {
            var others = Interlocked.Exchange(ref _suppressed, 0) - 1;
            Log.LedgerUnavailable(logger, context.Request.Method, context.Request.Path, Math.Max(0, others), error.GetBaseException().Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger is unreachable: {Method} {Path} was answered with 503, like {Others} others since the last such line: {Reason}")]
        public static partial void LedgerUnavailable(ILogger logger, string method, PathString path, int others, string reason);

        [LoggerMessage(4, LogLevel.Debug, "Cause of the 503 response to {Method} {Path}")]
        public static partial void LedgerUnavailableDetail(ILogger logger, Exception error, string method, PathString path);

        [LoggerMessage(2, LogLevel.Error, "Unexpected error: {Method} {Path} was answered with 500.")]
        public static partial void Unforeseen(ILogger logger, Exception error, string method, PathString path);

        [LoggerMessage(3, LogLevel.Error, "Unexpected error: the response to {Method} {Path} had already started and was aborted.")]
        public static partial void CutOff(ILogger logger, Exception error, string method, PathString path);
    }
}

namespace BusQStash.Api.Http;

/// <summary>The boundary of a request: what nobody foresaw becomes an error object, never a stack trace.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next, ILogger<FaultMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to answer.
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
            // Half an answer must not look like a whole one.
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
            Log.LedgerUnavailable(logger, error, context.Request.Method, context.Request.Path);
            return ApiResults.Error(StatusCodes.Status503ServiceUnavailable, "the ledger cannot be reached; try again").ExecuteAsync(context);
        }

        Log.Unforeseen(logger, error, context.Request.Method, context.Request.Path);
        return ApiResults.Error(StatusCodes.Status500InternalServerError, "internal error").ExecuteAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger cannot be reached: {Method} {Path} was answered with 503.")]
        public static partial void LedgerUnavailable(ILogger logger, Exception error, string method, PathString path);

        [LoggerMessage(2, LogLevel.Error, "Unforeseen: {Method} {Path} was answered with 500.")]
        public static partial void Unforeseen(ILogger logger, Exception error, string method, PathString path);

        [LoggerMessage(3, LogLevel.Error, "Unforeseen: the answer to {Method} {Path} had begun and was cut off.")]
        public static partial void CutOff(ILogger logger, Exception error, string method, PathString path);
    }
}

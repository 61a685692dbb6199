namespace BusQStash.Api.Http;

/// <summary>Endpoints that look at the ledger for people.</summary>
internal static class LookingExtensions
{
    extension(RouteHandlerBuilder endpoint)
    {
        /// <summary>Takes a place at the gate, and answers a statement that was cut off with what would have made it shorter.</summary>
        internal RouteHandlerBuilder Looks(string narrow = "name a queue, a host or a shorter time") => endpoint.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var gate = context.RequestServices.GetRequiredService<LookGate>();
            if (!await gate.TryEnterAsync(context.RequestAborted))
            {
                context.Response.Headers.RetryAfter = "1";
                return ApiResults.Error(StatusCodes.Status503ServiceUnavailable, "busy: others are looking, again in 1 s");
            }

            try
            {
                return await next(invocation);
            }
            catch (Exception error) when (LedgerFaults.IsCutOff(error))
            {
                return ApiResults.Error(StatusCodes.Status422UnprocessableEntity, $"this takes the ledger too long: {narrow}");
            }
            finally
            {
                gate.Leave();
            }
        });
    }
}

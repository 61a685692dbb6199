namespace BusQStash.Api.Http;

/// <summary>Marks endpoints that are read views of the ledger for people.</summary>
internal static class LookingExtensions
{
    extension(RouteHandlerBuilder endpoint)
    {
        /// <summary>Waits for a slot at the gate, and answers a query that timed out with advice on narrowing it.</summary>
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

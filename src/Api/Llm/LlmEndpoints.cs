using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Rules.Destinations;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Llm;

/// <summary>The chat completion of the SDKs' <c>chat()</c> (wire contract 21), answered by the upstream configured for <c>api/llm</c>.</summary>
internal static class LlmEndpoints
{
    private const string Api = "llm";

    internal static void MapLlm(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/llm/v1/chat/completions", CompleteAsync)
            .WithSummary("Complete a chat")
            .WithDescription("Forwards an OpenAI-style chat completion to the upstream configured for api/llm and returns its response, streamed if requested.");
        routes.Map("/llm/{**path}", () => ApiResults.NotFound("unknown path or method")).ExcludeFromDescription();
    }

    private static async Task CompleteAsync(HttpContext context, LlmProxy proxy, IOptions<ApisOptions> apis, IOptions<PublishingOptions> limits)
    {
        if (!apis.Value.Apis.TryGetValue(Api, out var upstream) || string.IsNullOrEmpty(upstream.Url) || !DestinationUrl.TryParse(upstream.Url, out var url))
        {
            await ApiResults.Error(
                StatusCodes.Status501NotImplemented,
                "no upstream is configured for api/llm: set BusQStash:Apis:llm:Url and its headers, or call your provider itself").ExecuteAsync(context);
            return;
        }

        var body = await RequestBytes.ReadAsync(context.Request, limits.Value.MaxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            await ApiResults.Error(
                StatusCodes.Status412PreconditionFailed,
                $"request body is larger than the limit of {limits.Value.MaxBodyBytes} bytes").ExecuteAsync(context);
            return;
        }

        await proxy.RunAsync(context, url.Uri, upstream, body);
    }
}

using System.Net;
using BusQStash.Api.Http;
using BusQStash.Rules.Destinations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Llm;

/// <summary>Proxies a chat completion to the upstream and streams its response back.</summary>
/// <remarks>
/// <para>(1) Send the request; until the response starts, every failure becomes an error of this server.</para>
/// <para>(2) Forward the response piece by piece, so that a streamed one is not delayed. If it breaks off, the connection is aborted, so that a partial response is not mistaken
/// for a complete one.</para>
/// </remarks>
internal sealed partial class LlmProxy(IHttpClientFactory clients, TimeProvider time, IOptions<LlmOptions> options, ILogger<LlmProxy> logger)
{
    internal const string ClientName = "BusQStash.Llm";

    internal static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private const int Chunk = 16 * 1024;

    internal async Task RunAsync(HttpContext context, Uri url, ApiUpstreamOptions upstream, byte[] body)
    {
        var started = time.GetTimestamp();

        // (1)
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        LlmHeaders.Send(context.Request, request, upstream);
        using var limit = new CancellationTokenSource(options.Value.AnswerTimeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, limit.Token);
        var (response, refusal) = await AskAsync(request, limit.Token, ending.Token);
        if (response is null)
        {
            Log.Answered(logger, url.Host, refusal!.Status, (long)time.GetElapsedTime(started).TotalMilliseconds);
            await ApiResults.Error(refusal).ExecuteAsync(context);
            return;
        }

        using (response)
        {
            // (2)
            context.Response.StatusCode = (int)response.StatusCode;
            LlmHeaders.Return(response, context.Response);
            await PassOnAsync(context, response);
        }

        Log.Answered(logger, url.Host, (int)response.StatusCode, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<(HttpResponseMessage? Response, Refusal? Refusal)> AskAsync(
        HttpRequestMessage request, CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            var response = await clients.CreateClient(ClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (Judge(response.StatusCode) is { } refusal)
            {
                response.Dispose();
                return (null, refusal);
            }

            return (response, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, new Refusal(StatusCodes.Status504GatewayTimeout, "the upstream of api/llm did not answer in time"));
        }
        catch (HttpRequestException failure)
        {
            Log.Unreachable(logger, failure.HttpRequestError);
            return (null, new Refusal(StatusCodes.Status502BadGateway, "the upstream of api/llm cannot be reached"));
        }
    }

    /// <summary>
    /// Refuses responses that concern this server's configuration and not the caller: authentication errors, whose text could even quote the key, and redirects.
    /// </summary>
    private static Refusal? Judge(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired => new Refusal(
            StatusCodes.Status502BadGateway, "the upstream of api/llm refused the key this server is configured with"),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new Refusal(
            StatusCodes.Status502BadGateway, "the upstream of api/llm answered with a redirect, which is not followed"),
        _ => null,
    };

    private async Task PassOnAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await using var answer = await response.Content.ReadAsStreamAsync(context.RequestAborted);
            var chunk = new byte[Chunk];
            while (await ReadAsync(answer, chunk, context.RequestAborted) is var read and > 0)
            {
                await context.Response.Body.WriteAsync(chunk.AsMemory(0, read), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has disconnected; the rest of the response is dropped.
        }
        catch (Exception exception)
        {
            Log.BrokenOff(logger, exception.GetType().Name);
            context.Abort();
        }
    }

    private async ValueTask<int> ReadAsync(Stream answer, byte[] chunk, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.Value.SilenceTimeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        return await answer.ReadAsync(chunk, ending.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Chat completion by {Host}: {Status} in {DurationMs} ms")]
        public static partial void Answered(ILogger logger, string host, int status, long durationMs);

        [LoggerMessage(2, LogLevel.Warning, "The upstream of api/llm is unreachable: {Reason}")]
        public static partial void Unreachable(ILogger logger, HttpRequestError reason);

        [LoggerMessage(3, LogLevel.Warning, "The upstream of api/llm aborted its response: {Reason}")]
        public static partial void BrokenOff(ILogger logger, string reason);
    }
}

using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace BusQStash.Client.Http;

/// <summary>Builds the HTTP client for calls to the server, with all of its settings.</summary>
internal static class ClientFactory
{
    private const string HttpClientName = "BusQStash";

    /// <summary>Connections are renewed because the server's name may resolve to a new address.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    internal static BusQStashClient Make(IServiceProvider services, ServiceProvider? owned)
    {
        // Kept for the client's lifetime: the handler below renews connections, so no address goes stale.
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName);
        return new BusQStashClient(http, services.GetRequiredService<IOptions<BusQStashClientOptions>>().Value, owned);
    }

    internal static IHttpClientBuilder AddServerHttpClient(this IServiceCollection services)
    {
        var client = services.AddHttpClient(HttpClientName, Prepare)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = ConnectionLifetime;

                // The server reads header values as bytes, and text in them as UTF-8.
                handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddResilienceHandler("busqstash", AddResilience);
        return client;
    }

    private static void Prepare(IServiceProvider services, HttpClient http)
    {
        var options = services.GetRequiredService<IOptions<BusQStashClientOptions>>().Value;
        http.BaseAddress = new Uri(options.Url!.TrimEnd('/'));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"BusQStash.Client/{typeof(ClientFactory).Assembly.GetName().Version?.ToString(3)}");

        // Each try has its own timeout.
        http.Timeout = Timeout.InfiniteTimeSpan;
    }

    private static void AddResilience(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var options = context.ServiceProvider.GetRequiredService<IOptions<BusQStashClientOptions>>().Value;
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        if (options.MaxRetries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryAfter,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(Repetition.IsWorthwhile(
                    attempt.Context.GetRequestMessage(), attempt.Outcome, options.MaxRetryAfter, pipeline.TimeProvider.GetUtcNow())),
            });
        }

        pipeline.AddTimeout(options.AttemptTimeout);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>Answers 200 to everything and only counts how often each message came: very many requests fit.</summary>
internal sealed class CountingDestination : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);

    private CountingDestination(WebApplication server) => _server = server;

    public string Url => _server.Urls.Single();

    /// <summary>How many messages have come.</summary>
    public int Messages => _times.Count;

    /// <summary>Messages that came more than once.</summary>
    public IReadOnlyList<string> Repeated => [.. _times.Where(pair => pair.Value > 1).Select(pair => pair.Key)];

    public static async Task<CountingDestination> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var destination = new CountingDestination(builder.Build());
        destination._server.Run(destination.CountAsync);
        await destination._server.StartAsync();
        return destination;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task CountAsync(HttpContext context)
    {
        _times.AddOrUpdate(context.Request.Headers["Upstash-Message-Id"].ToString(), 1, static (_, times) => times + 1);
        return Task.CompletedTask;
    }
}

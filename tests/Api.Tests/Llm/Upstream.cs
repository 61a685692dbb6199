using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Api.Tests.Llm;

/// <summary>A provider of chat completions that does what a test says.</summary>
internal sealed class Upstream(Func<HttpContext, Task> answer) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Target, string Headers, string Body)> _requests = new();
    private WebApplication? _app;

    public string Url => $"{_app!.Urls.First()}/provider/chat?version=1";

    public IReadOnlyCollection<(string Target, string Headers, string Body)> Requests => _requests;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
            _requests.Enqueue(($"{context.Request.Path}{context.Request.QueryString}", headers, await reader.ReadToEndAsync()));
            await answer(context);
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();
}

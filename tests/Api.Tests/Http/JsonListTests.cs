using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using BusQStash.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Api.Tests.Http;

/// <summary>Lists over a real web server.</summary>
public sealed class JsonListTests : IAsyncLifetime
{
    private readonly SemaphoreSlim _next = new(0);
    private readonly WebApplication _app = Build();
    private readonly HttpClient _client = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.MapGet("/slow", () => ApiResults.Page(Slow(), HttpJson.Default.ErrorBody, "c", "entries"));
        _app.MapGet("/twice", () => ApiResults.Page(Some(2), HttpJson.Default.ErrorBody, null, "events", "logs"));
        _app.MapGet("/array", () => ApiResults.Array(Some(2), HttpJson.Default.ErrorBody));
        _app.MapGet("/empty", () => ApiResults.Page(Some(0), HttpJson.Default.ErrorBody, null, "entries"));
        _app.MapGet("/fails/{after:int}", (int after) => ApiResults.Array(Some(after, fails: true), HttpJson.Default.ErrorBody));
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task An_entry_is_with_the_client_before_the_next_one_is_read()
    {
        // Only what this client has seen lets the server read on.
        _next.Release();
        await using var answer = await _client.GetStreamAsync(new Uri("/slow", UriKind.Relative), None);
        var text = new StringBuilder();
        for (var entry = 0; entry < 3; entry++)
        {
            await ReadUntilAsync(answer, text, $"entry {entry}");
            _next.Release();
        }

        text.Append(await new StreamReader(answer).ReadToEndAsync(None));
        var json = JsonNode.Parse(text.ToString())!;
        Assert.Equal((3, "c"), (json["entries"]!.AsArray().Count, json["cursor"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/twice", """{"events":[{"error":"0"},{"error":"1"}],"logs":[{"error":"0"},{"error":"1"}]}""")]
    [InlineData("/array", """[{"error":"0"},{"error":"1"}]""")]
    [InlineData("/empty", """{"entries":[]}""")]
    public async Task Is_an_array_or_the_members_of_an_object(string target, string text) =>
        Assert.Equal(text, await _client.GetStringAsync(new Uri(target, UriKind.Relative), None));

    [Fact]
    public async Task What_fails_before_the_first_entry_is_an_error() =>
        Assert.Equal(HttpStatusCode.InternalServerError, (await _client.GetAsync(new Uri("/fails/0", UriKind.Relative), None)).StatusCode);

    [Fact]
    public async Task What_fails_later_cuts_the_answer_off_so_that_half_of_it_never_passes_for_the_whole() =>
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _client.GetStringAsync(new Uri("/fails/200000", UriKind.Relative), None));

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseMiddleware<FaultMiddleware>();
        return app;
    }

    private async IAsyncEnumerable<ErrorBody> Slow([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var entry = 0; entry < 3; entry++)
        {
            await _next.WaitAsync(cancellationToken);
            yield return new ErrorBody($"entry {entry} {new string('x', 100_000)}");
        }

        await _next.WaitAsync(cancellationToken);
    }

    private static async IAsyncEnumerable<ErrorBody> Some(int count, bool fails = false)
    {
        for (var entry = 0; entry < count; entry++)
        {
            yield return new ErrorBody($"{entry}");
        }

        await Task.Yield();
        if (fails)
        {
            throw new InvalidDataException("the ledger is gone");
        }
    }

    private static async Task ReadUntilAsync(Stream answer, StringBuilder text, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        while (!text.ToString().Contains(what, StringComparison.Ordinal))
        {
            var count = await answer.ReadAsync(buffer, limit.Token);
            Assert.True(count > 0, $"the answer ended before {what}");
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Client.Receiving;
using BusQStash.Worker.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BusQStash.Client.Tests.Receiving;

/// <summary>A program with endpoints that only signed requests may reach.</summary>
public sealed class GuardedApp : IAsyncDisposable
{
    public const string Key = "sig_current";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private GuardedApp(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<GuardedApp> StartAsync(Action<ReceiverOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddQStashReceiver(configure ?? (options => options.CurrentSigningKey = Key));
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapPost("/json", (Order order, QStashDelivery delivery) => $"{order.Name} {delivery.MessageId} {delivery.Retried}").RequireQStashSignature();
        app.MapPost("/raw", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.BodyReader.CopyToAsync(body);
            return Convert.ToHexString(body.ToArray());
        }).RequireQStashSignature();
        app.MapPost("/callback", (CallbackPayload payload) => $"{payload.Status} {Encoding.UTF8.GetString(payload.GetBody())} {payload.IsFinal}").RequireQStashSignature();
        app.MapGroup("/group").RequireQStashSignature().MapPost("/member", () => "in");
        app.MapPost("/open", () => "open");
        await app.StartAsync();
        return new GuardedApp(app);
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string target, string body, string? signature, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url + target) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("Upstash-Message-Id", "msg_1");
        request.Headers.Add("Upstash-Retried", "2");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Upstash-Signature", signature);
        }

        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static string Sign(string body, string url = "https://example.com/", string key = Key) => RequestSigner.Sign(
        Encoding.UTF8.GetBytes(key), url, SHA256.HashData(Encoding.UTF8.GetBytes(body)), TimeProvider.System.GetUtcNow(), "jwt_1");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    internal sealed record Order(string Name);
}

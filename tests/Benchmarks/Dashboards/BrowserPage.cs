using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Dashboards;

/// <summary>A page of a chromium without a window, driven over its debugging port: loads addresses and runs scripts in them, one after the other.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _profile;
    private readonly ChildProcess _browser;
    private readonly ClientWebSocket _socket = new();
    private int _calls;

    private BrowserPage(TemporaryFolder profile, ChildProcess browser) => (_profile, _browser) = (profile, browser);

    /// <summary>A browser with nothing in its cache.</summary>
    public static async Task<BrowserPage> OpenAsync()
    {
        var profile = TemporaryFolder.Create();
        var port = FreePorts.One();
        var page = new BrowserPage(profile, ChildProcess.Start(new ProcessCommand(
        [
            Environment.GetEnvironmentVariable("BUSQ_TEST_CHROMIUM") ?? "chromium", "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
            "--no-first-run", "--enable-precise-memory-info", "--window-size=1280,860", $"--user-data-dir={profile.FullPath}",
            string.Create(CultureInfo.InvariantCulture, $"--remote-debugging-port={port}"), "about:blank",
        ])));
        using var http = new HttpClient();
        var target = await Eventually.ValueAsync<JsonNode>(
            async () => (await http.GetFromJsonAsync<JsonArray>(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/json/list")))?
                .FirstOrDefault(one => one!["type"]!.GetValue<string>() == "page"),
            "the browser");
        await page._socket.ConnectAsync(new Uri(target["webSocketDebuggerUrl"]!.GetValue<string>()), CancellationToken.None);
        return page;
    }

    /// <summary>Loads an address as somebody who types it: another fragment of the page that is there would load nothing.</summary>
    public async Task LoadAsync(string url)
    {
        await CallAsync("Page.navigate", new JsonObject { ["url"] = "about:blank" });
        await CallAsync("Page.navigate", new JsonObject { ["url"] = url });
    }

    /// <summary>The value of an expression, or of what it promises.</summary>
    public async Task<JsonNode?> AskAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } fault
            ? throw new InvalidOperationException($"{expression}: {fault.ToJsonString()}")
            : answer["result"]!["value"];
    }

    /// <summary>When something was first there, in milliseconds from the beginning of the load.</summary>
    public async Task<double> ShownAsync(string selector) => (await AskAsync($$"""
        new Promise((done, fail) => {
          const look = () => document.querySelector({{JsonSerializer.Serialize(selector)}}) ? done(performance.now())
            : performance.now() > 60000 ? fail(new Error('it never came: ' + document.body.innerText.slice(0, 400))) : requestAnimationFrame(look);
          look();
        })
        """))!.GetValue<double>();

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _browser.DisposeAsync();
        _profile.Dispose();
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        using var limit = new CancellationTokenSource(Limit);
        var id = ++_calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        while (true)
        {
            // What is no answer to this is an event nobody asked for.
            var message = await ReceiveAsync(limit.Token);
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]}");
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(message.ToArray())!;
    }
}

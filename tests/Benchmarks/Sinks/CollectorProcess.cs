using System.Globalization;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>The benchmark's side of a collector.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly RoleProcess _process;

    private CollectorProcess(int port)
    {
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _process = RoleProcess.StartDestination(CollectorServer.Role, port.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url { get; }

    public static async Task<CollectorProcess> StartAsync()
    {
        var port = FreePorts.One();
        var collector = new CollectorProcess(port);
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(port), "the collector");
        return collector;
    }

    /// <summary>Bytes it was sent so far.</summary>
    public async Task<long> BytesAsync() => long.Parse(await _http.GetStringAsync(Url), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
    }
}

using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using BusQStash.Benchmarks.Systems;
using BusQStash.Testing;
using BusQStash.Testing.Processes;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>The benchmark's side of a sink.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly RoleProcess _process;

    private SinkProcess(int port, string role, string[] more)
    {
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _process = RoleProcess.StartDestination([role, port.ToString(CultureInfo.InvariantCulture), .. more]);
        _http = new HttpClient { BaseAddress = new Uri(Url) };
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url { get; }

    public int Id => _process.Id;

    public static Task<SinkProcess> StartAsync() => StartAsync(SinkServer.Role);

    /// <summary>A destination that does more than to count.</summary>
    /// <param name="role">What it is; its first argument is the port.</param>
    /// <param name="more">What else it must know.</param>
    public static async Task<SinkProcess> StartAsync(string role, params string[] more)
    {
        var port = FreePorts.One();
        var sink = new SinkProcess(port, role, more);
        await Eventually.TrueAsync(() => FreePorts.AnswersAsync(port), "the sink");
        return sink;
    }

    /// <summary>Forgets everything, and expects messages with numbers from 0 on.</summary>
    /// <param name="expected">How many.</param>
    /// <param name="delay">How long each answer is to take.</param>
    public async Task ResetAsync(int expected, TimeSpan delay = default)
    {
        using var response = await _http.PostAsync(
            string.Create(CultureInfo.InvariantCulture, $"/reset?expected={expected}&delay={(int)delay.TotalMilliseconds}"), null);
        response.EnsureSuccessStatusCode();
    }

    public async Task<SinkFigures> FiguresAsync() => (await _http.GetFromJsonAsync("/figures", SinkJson.Default.SinkFigures))!;

    /// <summary>When each message came first, in <see cref="System.Diagnostics.Stopwatch"/> ticks, which all processes of a Linux machine share; by number.</summary>
    public async Task<long[]> ArrivalsAsync() => MemoryMarshal.Cast<byte, long>(await _http.GetByteArrayAsync("/arrivals")).ToArray();

    /// <summary>Requests by lane.</summary>
    public async Task<IReadOnlyDictionary<string, int>> LanesAsync() =>
        (await _http.GetFromJsonAsync("/lanes", SinkJson.Default.IReadOnlyDictionaryStringInt32))!;

    /// <exception cref="InvalidOperationException">Something came twice, out of order, or was never sent.</exception>
    public async Task CheckAsync()
    {
        var figures = await FiguresAsync();
        if (figures is not { Duplicates: 0, Strangers: 0, Disorders: 0, Overlaps: 0 })
        {
            throw new InvalidOperationException($"The work was not done exactly: {figures}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
    }
}

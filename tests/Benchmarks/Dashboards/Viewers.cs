using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BusQStash.Benchmarks.Dashboards;

/// <summary>People who look, as their pages ask: one on the Overview, or many on Live.</summary>
internal sealed class Viewers : IAsyncDisposable
{
    private static readonly TimeSpan Overview = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _gone = new();
    private readonly List<Task> _looking = [];
    private readonly ConcurrentQueue<double> _late = [];
    private int _entries;

    /// <summary>From the end of an attempt to the moment a viewer had its entry, in milliseconds.</summary>
    public IReadOnlyList<double> Late => [.. _late];

    /// <summary>Entries that came, to all of them together.</summary>
    public int Entries => _entries;

    public static Viewers OnOverview(HttpClient http)
    {
        var viewers = new Viewers();
        viewers._looking.Add(viewers.LookAsync(http));
        return viewers;
    }

    public static Viewers OnLive(HttpClient http, int count)
    {
        var viewers = new Viewers();
        viewers._looking.AddRange(Enumerable.Range(0, count).Select(_ => viewers.WatchAsync(http)));
        return viewers;
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        try
        {
            await Task.WhenAll(_looking);
        }
        catch (OperationCanceledException)
        {
            // They were told to go.
        }

        _gone.Dispose();
    }

    private async Task LookAsync(HttpClient http)
    {
        while (true)
        {
            await http.GetStringAsync("busqstash/overview", _gone.Token);
            await http.GetStringAsync("busqstash/stats", _gone.Token);
            await Task.Delay(Overview, _gone.Token);
        }
    }

    private async Task WatchAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("busqstash/live", HttpCompletionOption.ResponseHeadersRead, _gone.Token);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(_gone.Token));
        for (var isEntry = false; await lines.ReadLineAsync(_gone.Token) is { } line;)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && isEntry)
            {
                Interlocked.Increment(ref _entries);
                _late.Enqueue(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - JsonNode.Parse(line["data: ".Length..])!["time"]!.GetValue<long>());
            }

            isEntry = line == "event: entry" || (isEntry && line.StartsWith("id:", StringComparison.Ordinal));
        }

        _gone.Token.ThrowIfCancellationRequested();
        throw new InvalidOperationException("The live feed ended.");
    }
}

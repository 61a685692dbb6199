using System.Globalization;

namespace BusQStash.Benchmarks.Memory;

/// <summary>What a program says about itself at <c>/metrics</c>.</summary>
internal sealed class MetricsPage(string text)
{
    public static async Task<MetricsPage> ReadAsync(HttpClient program) => new(await program.GetStringAsync("metrics"));

    /// <summary>The sum of a metric's lines, or of those whose labels hold a text.</summary>
    public double Sum(string metric, string label = "")
    {
        var lines = text.Split('\n')
            .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .ToList();
        return lines.Count > 0
            ? lines.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"There is no metric {metric}.");
    }

    /// <summary>Collections of a generation so far.</summary>
    public double Collections(int generation) =>
        Sum("dotnet_gc_collections_total", string.Create(CultureInfo.InvariantCulture, $"gc_heap_generation=\"gen{generation}\""));

    /// <summary>All that was ever allocated, in bytes.</summary>
    public double Allocated => Sum("dotnet_gc_heap_total_allocated_bytes_total");

    /// <summary>What the last collection found alive, in bytes.</summary>
    public double Heap => Sum("dotnet_gc_last_collection_heap_size_bytes") - Sum("dotnet_gc_last_collection_heap_fragmentation_size_bytes");
}

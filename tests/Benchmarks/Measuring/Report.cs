using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>Prints every row as soon as it is measured, and keeps the file given by <c>--json</c> up to date.</summary>
internal sealed class Report(Arguments arguments)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for people and programs, never part of a page
    };
    private readonly JsonArray _rows = [];
    private JsonObject? _settings;

    /// <summary>The head of all tables: what they were measured on. Printed once.</summary>
    public async Task HeadAsync(Backends? backends = null)
    {
        if (_settings is not null)
        {
            return;
        }

        var settings = await MachineSettings.ReadAsync(backends);
        _settings = new JsonObject(settings.Select(setting => KeyValuePair.Create<string, JsonNode?>(setting.Name, setting.Value)));
        Console.WriteLine("| | |\n|---|---|");
        foreach (var (name, value) in settings)
        {
            Console.WriteLine($"| {name} | {value} |");
        }

        Console.WriteLine();
    }

    public async Task AddAsync(Comparison comparison)
    {
        Console.WriteLine(ComparisonTable.Of(comparison));
        _rows.Add(ComparisonJson.Of(comparison));
        if (arguments.Text("json") is { } path)
        {
            var json = new JsonObject { ["settings"] = _settings?.DeepClone(), ["rows"] = _rows.DeepClone() };
            await File.WriteAllTextAsync(path, json.ToJsonString(Indented));
        }
    }
}

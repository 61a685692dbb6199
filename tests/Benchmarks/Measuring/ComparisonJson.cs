using System.Text.Json.Nodes;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>A comparison for programs.</summary>
internal static class ComparisonJson
{
    public static JsonObject Of(Comparison comparison) => new()
    {
        ["row"] = comparison.Row,
        ["title"] = comparison.Title,
        ["notes"] = new JsonArray([.. comparison.Notes.Select(note => (JsonNode)note)]),
        ["contenders"] = new JsonArray([.. comparison.Outcomes.Select(outcome => Of(comparison, outcome))]),
    };

    private static JsonObject Of(Comparison comparison, Outcome outcome)
    {
        var json = new JsonObject
        {
            ["name"] = outcome.Name,
            ["figures"] = Object(outcome.Figures, outcome.Figure),
            ["cpuMicrosecondsPerMessage"] = Object(outcome.Processes, outcome.Cpu),
            ["cpuMicrosecondsPerMessageInAll"] = Of(outcome.TotalCpu()),
        };
        if (comparison.Ratio(outcome) is { } ratio)
        {
            json["against"] = outcome.Against;
            json["ratio"] = ratio.OfMedians;
            json["ratioOfPairs"] = Of(ratio.OfPairs);
        }

        return json;
    }

    private static JsonObject Object(IEnumerable<string> names, Func<string, Spread> spread) =>
        new(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, Of(spread(name)))));

    private static JsonObject Of(Spread spread) => new() { ["median"] = spread.Median, ["min"] = spread.Min, ["max"] = spread.Max };
}

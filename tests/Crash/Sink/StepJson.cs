using System.Globalization;
using System.Text.Json.Nodes;
using BusQStash.Crash.Workflows;

namespace BusQStash.Crash.Sink;

/// <summary>Writes the submissions of the workflows' endpoint.</summary>
internal static class StepJson
{
    /// <summary>A step as the SDK submits it.</summary>
    public static JsonObject Of(ProgramStep step, int concurrent, string? result)
    {
        var json = new JsonObject
        {
            ["stepId"] = step.Id,
            ["stepName"] = string.Create(CultureInfo.InvariantCulture, $"step {step.Id}"),
            ["stepType"] = step.Type,
            ["concurrent"] = concurrent,
        };
        if (step.Code == StepCode.Sleeps)
        {
            json["sleepFor"] = step.Number;
        }

        if (result is not null)
        {
            json["out"] = result;
        }

        return json;
    }

    /// <summary>The headers of a step, with its delivery delay if it has one.</summary>
    public static Dictionary<string, string> Delayed(Dictionary<string, string> headers, ProgramStep step)
    {
        if (step.Code == StepCode.Sleeps)
        {
            headers["Upstash-Delay"] = string.Create(CultureInfo.InvariantCulture, $"{step.Number}s");
        }

        return headers;
    }

    /// <summary>Headers inside a body: names and lists.</summary>
    public static JsonObject Lists(Dictionary<string, string> headers) =>
        new(headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray(header.Value))));
}

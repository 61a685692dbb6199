using System.Text.Json;
using BusQStash.Rules.Durations;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Reads what the server must know of a step; members that are null count as absent (wire contract 24.5).</summary>
internal static class StepReader
{
    internal static (StepFacts? Facts, string? Wrong) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return (null, "the body is no JSON");
        }
    }

    internal static (StepFacts? Facts, string? Wrong) Read(JsonElement step)
    {
        if (step.ValueKind != JsonValueKind.Object)
        {
            return (null, "the body is no JSON object");
        }

        if (Number(step, "stepId") is not { } stepId)
        {
            return (null, "stepId must be a whole number from 0");
        }

        var target = Number(step, "targetStep") ?? 0;
        if (stepId == 0 && target == 0)
        {
            return (null, "a step with the stepId 0 needs a targetStep");
        }

        var facts = new StepFacts(stepId, stepId == 0 ? target : 0, Text(step, "stepName"), Text(step, "stepType"), Number(step, "concurrent") ?? 1);
        return (facts, null);
    }

    /// <summary>When a sleep ends, in unix milliseconds; <see langword="null"/> for other steps (wire contract 24.5).</summary>
    internal static long? WakesAt(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var json = JsonDocument.Parse(body);
        var step = json.RootElement;
        if (step.TryGetProperty("sleepUntil", out var until) && until.ValueKind == JsonValueKind.Number && until.TryGetDecimal(out var seconds))
        {
            return Rounded(seconds * 1000);
        }

        if (!step.TryGetProperty("sleepFor", out var length))
        {
            return null;
        }

        return length.ValueKind switch
        {
            JsonValueKind.Number when length.TryGetDecimal(out var number) => Rounded(now.ToUnixTimeMilliseconds() + (number * 1000)),
            JsonValueKind.String when Duration.TryParse(length.GetString(), out var ms) => now.ToUnixTimeMilliseconds() + ms,
            _ => null,
        };
    }

    internal static string? Text(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
        && number >= 0 ? number : null;

    private static long? Rounded(decimal milliseconds) =>
        milliseconds is > 0 and < 253_402_300_799_000m ? (long)Math.Ceiling(milliseconds) : null;
}

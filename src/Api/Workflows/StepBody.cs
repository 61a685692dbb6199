using System.Text.Json;
using System.Text.Json.Serialization;
using BusQStash.Api.Http;
using BusQStash.Rules.Durations;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>
/// The members of a submitted step that the server interprets, such as the time a sleep step wakes at (wire contract 24.5). Null members count as absent. The rest belongs to the SDK.
/// </summary>
internal sealed record StepBody
{
    public int? StepId { get; init; }

    public string? StepName { get; init; }

    public string? StepType { get; init; }

    public int? Concurrent { get; init; }

    public int? TargetStep { get; init; }

    /// <summary>A number of seconds, or a duration.</summary>
    public JsonElement SleepFor { get; init; }

    /// <summary>Unix seconds, with fractions.</summary>
    public JsonElement SleepUntil { get; init; }

    [JsonIgnore]
    internal StepFacts Facts => new(StepId!.Value, StepId == 0 ? TargetStep!.Value : 0, StepName, StepType, Concurrent ?? 1);

    private string? Wrong =>
        StepId is null or < 0 ? "stepId must be a whole number from 0"
        : TargetStep < 0 ? "targetStep must be a whole number from 0"
        : StepId == 0 && TargetStep is null or 0 ? "a step with the stepId 0 needs a targetStep"
        : Concurrent < 1 ? "concurrent must be a whole number from 1"
        : null;

    /// <summary>Parses a copy: a run stores its steps byte for byte.</summary>
    internal static (StepBody? Step, string? Wrong) Read(ReadOnlySpan<byte> json)
    {
        var (step, refusal) = JsonBody.Parse(json.ToArray(), WorkflowsJson.Default.StepBody);
        return step is { Wrong: null } ? (step, null) : (null, refusal?.Text ?? step!.Wrong);
    }

    /// <summary>Reads a step inside another body.</summary>
    internal static (StepBody? Step, string? Wrong) Read(JsonElement step) => step.ValueKind == JsonValueKind.Object
        ? Read(JsonSerializer.SerializeToUtf8Bytes(step, WorkflowsJson.Default.JsonElement))
        : (null, "step must be a JSON object");

    /// <summary>When a sleep ends, in unix milliseconds; <see langword="null"/> for other steps (wire contract 24.5).</summary>
    internal long? WakesAt(DateTimeOffset now)
    {
        if (SleepUntil.ValueKind == JsonValueKind.Number)
        {
            return Milliseconds(SleepUntil);
        }

        var length = SleepFor.ValueKind switch
        {
            JsonValueKind.Number => Milliseconds(SleepFor),
            JsonValueKind.String when Duration.TryParse(SleepFor.GetString(), out var ms) => ms,
            _ => null,
        };
        return now.ToUnixTimeMilliseconds() + length;
    }

    /// <summary>A positive number of seconds within the calendar's range; <see langword="null"/> for any other.</summary>
    private static long? Milliseconds(JsonElement seconds) =>
        seconds.TryGetDecimal(out var number) && number is > 0 and < 253_402_300_799m ? (long)Math.Ceiling(number * 1000) : null;
}

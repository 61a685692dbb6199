using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusQStash.Crash.Sink;

/// <summary>An entry of a run's list.</summary>
/// <param name="MessageId">Its message.</param>
/// <param name="Body">Its body, as text.</param>
/// <param name="StepId">The step; 0 for the payload and for plan steps.</param>
/// <param name="TargetStep">Of a plan step: the step it stands for.</param>
internal sealed record ListEntry(string MessageId, string Body, int StepId, int TargetStep)
{
    public static ListEntry Read(string messageId, string body, bool isPayload)
    {
        if (isPayload)
        {
            return new ListEntry(messageId, body, 0, 0);
        }

        var step = JsonElement.Parse(body);
        return new ListEntry(messageId, body, step.GetProperty("stepId").GetInt32(), step.TryGetProperty("targetStep", out var target) ? target.GetInt32() : 0);
    }

    /// <summary>The step's result as stored in the list; empty when it has none.</summary>
    [JsonIgnore]
    public string Out => JsonElement.Parse(Body).TryGetProperty("out", out var result) ? result.GetString()! : "";

    /// <summary>Whether it is a wait that timed out.</summary>
    [JsonIgnore]
    public bool IsTimeout => JsonElement.Parse(Body).TryGetProperty("waitTimeout", out var timeout) && timeout.GetBoolean();
}

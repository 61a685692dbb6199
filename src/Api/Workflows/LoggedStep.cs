using System.Text.Json;
using BusQStash.Api.Http;

namespace BusQStash.Api.Workflows;

/// <summary>What a log shows of a step's body. It was taken as it came, so nothing is asked of its members.</summary>
internal sealed record LoggedStep
{
    public JsonElement Out { get; init; }

    public JsonElement SleepFor { get; init; }

    public JsonElement SleepUntil { get; init; }

    public JsonElement WaitEventId { get; init; }

    public JsonElement WaitTimeout { get; init; }

    public JsonElement Timeout { get; init; }

    /// <summary>The payload of a run need not be JSON.</summary>
    internal static LoggedStep Read(byte[] body) => JsonBody.Parse([.. body], WorkflowsJson.Default.LoggedStep).Value ?? new LoggedStep();
}

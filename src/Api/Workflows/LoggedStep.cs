using System.Text.Json;
using BusQStash.Api.Http;

namespace BusQStash.Api.Workflows;

/// <summary>The parts of a step's body that a log shows. The body was stored unvalidated, so its members may have any type.</summary>
internal sealed record LoggedStep
{
    public JsonElement Out { get; init; }

    public JsonElement SleepFor { get; init; }

    public JsonElement SleepUntil { get; init; }

    public JsonElement WaitEventId { get; init; }

    public JsonElement WaitTimeout { get; init; }

    public JsonElement Timeout { get; init; }

    /// <summary>A run's payload need not be JSON.</summary>
    internal static LoggedStep Read(byte[] body) => JsonBody.Parse([.. body], WorkflowsJson.Default.LoggedStep).Value ?? new LoggedStep();
}

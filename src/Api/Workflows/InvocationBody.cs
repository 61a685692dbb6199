using System.Text.Json;

namespace BusQStash.Api.Workflows;

/// <summary>The envelope of an invocation (wire contract 24.9).</summary>
internal sealed record InvocationBody
{
    /// <summary>The payload of the new run: a string or any JSON.</summary>
    public JsonElement Body { get; init; }

    /// <summary>An object of names with lists of values.</summary>
    public JsonElement Headers { get; init; }

    public string? WorkflowRunId { get; init; }

    public string? WorkflowUrl { get; init; }

    public JsonElement Step { get; init; }
}

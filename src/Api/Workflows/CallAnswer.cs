using System.Text;
using System.Text.Json;
using BusQStash.Api.Http;

namespace BusQStash.Api.Workflows;

/// <summary>The external response recorded in the result of a <c>Call</c> step.</summary>
internal sealed record CallAnswer
{
    public JsonElement Status { get; init; }

    public JsonElement Body { get; init; }

    public JsonElement Header { get; init; }

    /// <summary>The oldest SDK stores only the response's body, which may be anything.</summary>
    internal static CallAnswer Read(string? result) => result is null
        ? new CallAnswer()
        : JsonBody.Parse(Encoding.UTF8.GetBytes(result), WorkflowsJson.Default.CallAnswer).Value ?? new CallAnswer();
}

using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>A parameter an endpoint reads from the query string by itself, so that nothing but this says it is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Type">What one value is.</param>
/// <param name="IsList">Whether it takes several, repeated or separated by commas.</param>
internal sealed record QueryParameter(string Name, string Description, JsonSchemaType Type = JsonSchemaType.String, bool IsList = false)
{
    internal IReadOnlyList<string> Values { get; init; } = [];
}

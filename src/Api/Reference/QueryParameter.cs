using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>A query parameter that an endpoint reads itself, which the generator therefore cannot see.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning.</param>
/// <param name="Type">The type of one value.</param>
/// <param name="IsList">Whether it takes several values, repeated or comma-separated.</param>
internal sealed record QueryParameter(string Name, string Description, JsonSchemaType Type = JsonSchemaType.String, bool IsList = false)
{
    internal IReadOnlyList<string> Values { get; init; } = [];
}

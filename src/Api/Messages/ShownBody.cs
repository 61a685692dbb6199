using System.Text.Json.Serialization;

namespace BusQStash.Api.Messages;

/// <summary>A body in an answer, kept as bytes: a string would be in memory several times over.</summary>
/// <param name="Bytes">The bytes: UTF-8, unless they are written as base64.</param>
/// <param name="AsBase64">Whether they are written as base64.</param>
[JsonConverter(typeof(ShownBodyConverter))]
internal sealed record ShownBody(ReadOnlyMemory<byte> Bytes, bool AsBase64);

namespace BusQStash.Client.Server;

/// <summary>The destination's answer to a failed attempt.</summary>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">Name to values.</param>
/// <param name="BodyBase64">The beginning of the body in base64.</param>
/// <param name="BodyBytes">The length of the body.</param>
/// <param name="Truncated">Whether the body is longer than what is returned.</param>
public sealed record AttemptAnswer(
    int Number, int Status, IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers, string? BodyBase64, int BodyBytes, bool Truncated);

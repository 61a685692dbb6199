namespace BusQStash.Client.Server;

/// <summary>What a destination answered to an attempt that failed.</summary>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">Name to texts.</param>
/// <param name="BodyBase64">The beginning of the body in base64.</param>
/// <param name="BodyBytes">How long the body is.</param>
/// <param name="Truncated">Whether there is more of it than is told.</param>
public sealed record AttemptAnswer(
    int Number, int Status, IReadOnlyDictionary<string, IReadOnlyList<string>>? Headers, string? BodyBase64, int BodyBytes, bool Truncated);

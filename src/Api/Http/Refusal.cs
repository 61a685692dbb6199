namespace BusQStash.Api.Http;

/// <summary>Why a request was refused: the status and the message for its sender.</summary>
internal sealed record Refusal(int Status, string Text);

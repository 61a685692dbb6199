namespace BusQStash.Api.Http;

/// <summary>Why a request changes nothing: the status and the sentence its sender is told.</summary>
internal sealed record Refusal(int Status, string Text);

namespace BusQStash.Client.Messages;

/// <summary>What a bulk cancel did, or began.</summary>
internal sealed record CancelAnswer(int Cancelled, string? ActionId);

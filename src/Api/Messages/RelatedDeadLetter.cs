namespace BusQStash.Api.Messages;

/// <summary>The dead letter of a message.</summary>
internal sealed record RelatedDeadLetter(string DlqId, long FailedAt);

namespace BusQStash.Client.Server;

/// <summary>The dead letter of a message.</summary>
/// <param name="DlqId">Its id.</param>
/// <param name="FailedAt">When the message failed.</param>
public sealed record RelatedDeadLetter(string DlqId, DateTimeOffset FailedAt);

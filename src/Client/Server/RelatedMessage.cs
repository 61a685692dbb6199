namespace BusQStash.Client.Server;

/// <summary>Another message that a message is related to.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="State">Its state; <see langword="null"/> once it is no longer known.</param>
/// <param name="Url">Its destination.</param>
/// <param name="Kind"><c>callback</c> or <c>failureCallback</c>; <see langword="null"/> for other relations.</param>
public sealed record RelatedMessage(string MessageId, string? State = null, string? Url = null, string? Kind = null);

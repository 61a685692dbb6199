namespace BusQStash.Api.Messages;

/// <summary>Another message that a message is related to.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="State">Its state; left out when it is no longer known.</param>
/// <param name="Url">Its destination.</param>
/// <param name="Kind">callback or failureCallback; left out for the message that is reported on.</param>
internal sealed record RelatedMessage(string MessageId, string? State, string? Url, string? Kind);

namespace BusQStash.Api.Messages;

/// <summary>Another message a message has to do with.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="State">Where it is; left out when it is no longer known.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Kind">callback or failureCallback; left out for the message reported on.</param>
internal sealed record RelatedMessage(string MessageId, string? State, string? Url, string? Kind);

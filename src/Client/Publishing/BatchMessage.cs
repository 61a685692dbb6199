namespace BusQStash.Client.Publishing;

/// <summary>One message of a batch.</summary>
/// <param name="Destination">An http(s) URL, the name of a URL group, or <c>api/NAME</c>.</param>
/// <param name="Body">The body: text, since a batch travels as JSON.</param>
/// <param name="Options">All other settings, <see cref="MessageOptions.Queue"/> included.</param>
public sealed record BatchMessage(string Destination, MessageBody? Body = null, PublishOptions? Options = null);

namespace BusQStash.Client.Publishing;

/// <summary>The result of one publish.</summary>
/// <param name="Messages">The messages: one for a URL, one per endpoint for a URL group, none for a refused message of a batch.</param>
/// <param name="Error">Why a message of a batch was refused. <see langword="null"/> when it was accepted.</param>
public sealed record PublishResult(IReadOnlyList<PublishedMessage> Messages, string? Error = null)
{
    /// <summary>The id of the only message.</summary>
    /// <exception cref="InvalidOperationException">There are several (a URL group) or none (refused).</exception>
    public string MessageId => Messages is [var only]
        ? only.MessageId
        : throw new InvalidOperationException(Error is null ? $"There are {Messages.Count} messages: see Messages." : $"The message was refused: {Error}");

    /// <summary>Whether every message was a duplicate and nothing new was accepted.</summary>
    public bool Deduplicated => Messages.Count > 0 && Messages.All(message => message.Deduplicated);
}

using System.Diagnostics;
using BusQStash.Api.Publishing;

namespace BusQStash.Api.Dlq;

/// <summary>The outcome of one entry's retry.</summary>
/// <param name="MessageId">The new message.</param>
/// <param name="Deduplicated">Whether it had been published already.</param>
/// <param name="Error">Why the entry was kept instead.</param>
internal sealed record RetriedMessage(string? MessageId, bool? Deduplicated, string? Error)
{
    internal static RetriedMessage Of(PublishAnswer answer) => answer switch
    {
        PublishAnswer.Single single => new RetriedMessage(single.Message.MessageId, single.Message.Deduplicated, null),
        PublishAnswer.Refused refused => new RetriedMessage(null, null, refused.Refusal.Text),
        _ => throw new UnreachableException(),
    };
}

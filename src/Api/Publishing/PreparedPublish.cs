using BusQStash.Api.Http;
using BusQStash.Store.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>A request made ready for the ledger, or the reason why not.</summary>
/// <param name="Refusal">Why nothing will happen.</param>
/// <param name="Messages">What the ledger is asked to accept.</param>
/// <param name="ToGroup">The answer is a list.</param>
internal sealed record PreparedPublish(Refusal? Refusal, IReadOnlyList<NewMessage> Messages, bool ToGroup)
{
    internal static PreparedPublish Refused(Refusal refusal) => new(refusal, [], false);
}

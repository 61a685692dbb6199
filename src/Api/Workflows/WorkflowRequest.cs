using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Workflows;

/// <summary>What a publish request says of a workflow run; read only where it names one.</summary>
internal sealed record WorkflowRequest
{
    // Set by every delivery itself: forwarded ones would be those of an earlier delivery, and the second handshake would ask for a third.
    private static readonly string[] OfTheDelivery =
        [WorkflowHeader.RunId, WorkflowHeader.CreatedAt, WorkflowHeader.UnknownSdk, WorkflowHeader.TriggerBySdk, WorkflowHeader.Init, WorkflowHeader.Url];

    internal required string RunId { get; init; }

    /// <summary>It starts the run; otherwise it goes on with it.</summary>
    internal bool IsInit { get; init; }

    /// <summary>It is the endpoint's answer to a start without an SDK.</summary>
    internal bool IsBySdk { get; init; }

    /// <summary>Its body is an envelope with a payload and the run that waits.</summary>
    internal bool IsInvocation { get; init; }

    /// <summary>It is a call to a stranger.</summary>
    internal bool IsCall { get; init; }

    /// <summary>It says itself how often it is retried.</summary>
    internal bool OwnsRetries { get; init; }

    /// <summary>It asks for a later delivery; the exact time is in its step.</summary>
    internal bool IsDelayed { get; init; }

    /// <summary>The run starts without anybody knowing which SDK is there.</summary>
    internal bool NeedsHandshake { get; init; }

    /// <summary>Whether a request, read or not, has to do with a run.</summary>
    internal static bool Concerns(IReadOnlyList<HeaderLine> headers) =>
        headers.Any(header => header.Name.Equals(WorkflowHeader.RunId, StringComparison.OrdinalIgnoreCase));

    internal static WorkflowRequest? Read(HeaderLayers headers, Refusals refusals)
    {
        if (headers.One(WorkflowHeader.RunId) is not { } runId)
        {
            return null;
        }

        var callType = headers.One(WorkflowHeader.CallType) ?? WorkflowHeader.Step;
        var isCall = callType.Equals(WorkflowHeader.ToCallback, StringComparison.OrdinalIgnoreCase);
        if (!isCall && !callType.Equals(WorkflowHeader.Step, StringComparison.OrdinalIgnoreCase))
        {
            refusals.Malformed($"invalid {WorkflowHeader.CallType} '{ByteText.ToText(callType)}': a request may have {WorkflowHeader.Step} or {WorkflowHeader.ToCallback}");
        }

        return new WorkflowRequest
        {
            RunId = ByteText.ToText(runId),
            IsInit = MessageSpecReader.Flag(headers, WorkflowHeader.Init, refusals),
            IsBySdk = MessageSpecReader.Flag(headers, WorkflowHeader.TriggerBySdk, refusals),
            IsInvocation = MessageSpecReader.Flag(headers, WorkflowHeader.Invoke, refusals),
            IsCall = isCall,
            OwnsRetries = headers.One(PublishHeader.Prefix + PublishHeader.Retries) is not null,
            IsDelayed = (headers.One(PublishHeader.NotBefore) ?? headers.One(PublishHeader.Prefix + PublishHeader.Delay)) is not null,
        };
    }

    /// <summary>
    /// The message without what an endpoint that starts a run forwards of the delivery it was called by: such headers belong to one delivery (wire contract 24.3).
    /// What a call hands to a stranger is its author's affair.
    /// </summary>
    internal MessageSpec Clean(MessageSpec spec)
    {
        var kept = IsCall ? spec.Headers : Clean(spec.Headers);
        return spec with { Headers = kept, Callback = Clean(spec.Callback), FailureCallback = Clean(spec.FailureCallback) };
    }

    private static CallbackSpec? Clean(CallbackSpec? callback) => callback is null
        ? null
        : callback with { Headers = Clean(callback.Headers), FailureCallback = Clean(callback.FailureCallback) };

    private static IReadOnlyList<HeaderLine> Clean(IReadOnlyList<HeaderLine> headers) => [.. headers.Where(header => MayGo(header.Name))];

    private static bool MayGo(string name) =>
        !name.StartsWith(PublishHeader.Prefix, StringComparison.OrdinalIgnoreCase)
        || name.Equals(WorkflowHeader.Label, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(WorkflowHeader.Prefix, StringComparison.OrdinalIgnoreCase) && !OfTheDelivery.Contains(name, StringComparer.OrdinalIgnoreCase));
}

using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Workflows;

/// <summary>The workflow part of a publish request; set only when the request names a run.</summary>
internal sealed record WorkflowRequest
{
    // Set anew by every delivery: forwarded values would belong to an earlier delivery, and the second handshake would trigger a third.
    private static readonly string[] OfTheDelivery =
        [WorkflowHeader.RunId, WorkflowHeader.CreatedAt, WorkflowHeader.UnknownSdk, WorkflowHeader.TriggerBySdk, WorkflowHeader.Init, WorkflowHeader.Url];

    internal required string RunId { get; init; }

    /// <summary>Whether it starts the run; otherwise it continues one.</summary>
    internal bool IsInit { get; init; }

    /// <summary>Whether it is the endpoint's answer to a start without an SDK.</summary>
    internal bool IsBySdk { get; init; }

    /// <summary>Whether its body is an envelope with a payload and the waiting run.</summary>
    internal bool IsInvocation { get; init; }

    /// <summary>Whether it is a call to an external endpoint.</summary>
    internal bool IsCall { get; init; }

    /// <summary>Whether it sets its own number of retries.</summary>
    internal bool OwnsRetries { get; init; }

    /// <summary>Whether it asks for a later delivery; the exact time is in its step.</summary>
    internal bool IsDelayed { get; init; }

    /// <summary>Whether the run starts without knowing the endpoint's SDK; a client may ask for that by forwarding the header of such a start.</summary>
    internal bool NeedsHandshake { get; init; }

    /// <summary>Whether a request concerns a run, parsed or not.</summary>
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
            NeedsHandshake = headers.One(PublishHeader.Prefix + PublishHeader.Forward + WorkflowHeader.UnknownSdk)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true,
            OwnsRetries = headers.One(PublishHeader.Prefix + PublishHeader.Retries) is not null,
            IsDelayed = (headers.One(PublishHeader.NotBefore) ?? headers.One(PublishHeader.Prefix + PublishHeader.Delay)) is not null,
        };
    }

    /// <summary>
    /// The message without the headers an endpoint that starts a run forwards from its own delivery: they belong to that delivery alone (wire contract 24.3). Headers that a call
    /// sends to an external endpoint are left to its author.
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
        || name.Equals(PublishHeader.Label, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(WorkflowHeader.Prefix, StringComparison.OrdinalIgnoreCase) && !OfTheDelivery.Contains(name, StringComparer.OrdinalIgnoreCase));
}

using BusQStash.Api.Http;
using BusQStash.Api.Workflows;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.UrlGroups;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

/// <summary>Turns a publish request into messages. Nothing is written, so a refusal changes nothing.</summary>
/// <remarks>
/// <para>(1) Resolve the destination.</para>
/// <para>(2) Read the headers: the request's override its query's, which override the group's defaults.</para>
/// <para>(3) Make one message, or one per endpoint, each with its own id and deduplication key.</para>
/// </remarks>
internal sealed class MessagePreparer(
    MessageSpecReader specs,
    DestinationRules rules,
    MessageIds ids,
    CallLog calls,
    TimeProvider time,
    IOptions<PublishingOptions> options)
{
    internal async Task<PreparedPublish> PrepareAsync(PublishRequest request, DestinationResolver destinations, CancellationToken cancellationToken)
    {
        var prepared = await PrepareAnyAsync(request, destinations, cancellationToken);
        return prepared.Refusal is not null && WorkflowRequest.Concerns(request.Headers) ? prepared with { ConcernsRun = true } : prepared;
    }

    private async Task<PreparedPublish> PrepareAnyAsync(PublishRequest request, DestinationResolver destinations, CancellationToken cancellationToken)
    {
        if (request.Body.Length > options.Value.MaxBodyBytes)
        {
            return Refused(StatusCodes.Status412PreconditionFailed, TooLarge);
        }

        if (request.QueueName is { } queueName && !Name.IsValid(queueName))
        {
            return Refused(StatusCodes.Status400BadRequest, $"invalid queue name '{ByteText.ToText(queueName)}': it {Name.Rule}");
        }

        // (1)
        var destination = await destinations.ResolveAsync(request.Destination, cancellationToken);
        if (destination is Destination.Invalid invalid)
        {
            return Refused(StatusCodes.Status400BadRequest, invalid.Error);
        }

        // (2)
        var refusals = new Refusals();
        var headers = new HeaderLayers(Defaults(destination), request.Query, request.Headers);
        var now = time.GetUtcNow();
        var common = specs.Read(headers, request.Headers, now, refusals) with
        {
            QueueName = request.QueueName,
            CallerIp = request.CallerIp,
            ScheduleId = request.ScheduleId,
        };
        if (destination is Destination.Api { Upstream.RequireCallback: true, Name: var api } && common.Callback is null)
        {
            refusals.Malformed($"{PublishHeader.Callback} is required for the destination api/{api}: it gets the answer");
        }

        var workflow = WorkflowRequest.Read(headers, refusals);
        common = workflow?.Clean(common) ?? common;
        var fires = request.ScheduleId is not null;
        if (!fires && headers.One(PublishHeader.Cron) is not null)
        {
            // The header came over the bus or from a group's defaults. Delivering the message once, now, would be wrong in either case.
            refusals.Malformed($"{PublishHeader.Cron} makes a schedule, which needs a request of its own: POST /v2/schedules/{{destination}}");
        }

        // (3)
        var deduplication = fires ? Deduplication.None : Deduplication.Read(headers, options.Value, refusals);
        var draft = new Draft(request, common, now, deduplication);
        var messages = Messages(draft, destination, refusals);
        if (refusals.First is null)
        {
            CheckBounds(request, messages, refusals);
        }

        return refusals.First is { } refusal
            ? PreparedPublish.Refused(refusal)
            : new PreparedPublish(null, messages, destination is Destination.Group)
            {
                Workflow = workflow,
                ConcernsRun = workflow is not null,
                BoundTo = workflow is not null && request.Caller is { Bounds: not null } ? request : null,
            };
    }

    internal string TooLarge => $"message body is larger than the limit of {options.Value.MaxBodyBytes} bytes";

    /// <summary>Checks the token's bounds last, because they also cover the endpoints of a group and the callbacks.</summary>
    private void CheckBounds(PublishRequest request, IReadOnlyList<NewMessage> messages, Refusals refusals)
    {
        if (request.Caller is { Bounds: { } bounds } caller && messages.Select(message => bounds.Refuse(message.Spec)).FirstOrDefault(text => text is not null) is { } wrong)
        {
            calls.OutOfBounds(caller.Name, request.CallerIp, wrong);
            refusals.Forbidden(wrong);
        }
    }

    private static PreparedPublish Refused(int status, string text) => PreparedPublish.Refused(new Refusal(status, text));

    private static IReadOnlyList<HeaderLine> Defaults(Destination destination) => destination is Destination.Group group
        ? [.. group.Value.Headers.Select(header => new HeaderLine(header.Key, header.Value))]
        : [];

    private IReadOnlyList<NewMessage> Messages(Draft draft, Destination destination, Refusals refusals) => destination switch
    {
        Destination.Url url => [Message(draft, draft.Common with { Url = url.Value }, null)],
        Destination.Api api => [Message(draft, draft.Common with { Url = Upstream(api.Upstream.Url, refusals), Api = api.Name }, null)],
        Destination.Group group =>
        [
            .. group.Value.Endpoints.Select(endpoint =>
                Message(draft, ForEndpoint(draft.Common, group.Value, endpoint, refusals), endpoint.Url)),
        ],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>An upstream is not checked against the destination rules: the operator configured it.</summary>
    private static string Upstream(string text, Refusals refusals)
    {
        if (PublishedUrl.Read(text, out var url, out _) is { } wrong)
        {
            refusals.Malformed($"invalid upstream url: {wrong}");
        }

        return url;
    }

    private MessageSpec ForEndpoint(MessageSpec common, UrlGroup group, UrlGroupEndpoint endpoint, Refusals refusals) =>
        common with { Url = Checked(endpoint.Url, refusals), TopicName = group.Name, EndpointName = endpoint.Name };

    /// <summary>Checks an endpoint again: the rules may have changed since it was added to its group.</summary>
    private string Checked(string text, Refusals refusals)
    {
        if (rules.Read(text, out var url) is { } wrong)
        {
            refusals.Malformed($"invalid destination url: {wrong}");
        }

        return url;
    }

    private NewMessage Message(Draft draft, MessageSpec spec, string? groupEndpointUrl) => new()
    {
        Id = draft.Request.CommandId is { } commandId ? MessageIds.Derived(commandId, groupEndpointUrl) : ids.Next(),
        IdIsDerived = draft.Request.CommandId is not null,
        Spec = spec,
        Body = draft.Request.Body,
        CreatedAt = draft.Now,
        DeduplicationKey = draft.Deduplication.KeyFor(spec, draft.Request.Body.Span, groupEndpointUrl),
        DeduplicationWindow = draft.Deduplication.Window,
        DeduplicationFreedBy = options.Value.DeduplicationFreedBy,
    };

    private sealed record Draft(PublishRequest Request, MessageSpec Common, DateTimeOffset Now, Deduplication Deduplication);
}

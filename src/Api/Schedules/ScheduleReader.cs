using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Store.Schedules;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Schedules;

/// <summary>Reads a schedule from a request and validates it by preparing a firing now, so that its creator gets the error that every firing would have.</summary>
internal sealed class ScheduleReader(
    MessagePreparer preparer,
    MessageIds ids,
    DestinationResolvers resolvers,
    IOptions<PublishingOptions> publishing,
    TimeProvider time)
{
    private const string IdPrefix = "scd_";

    internal async Task<ReadSchedule> ReadAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        var refusals = new Refusals();
        var headers = new HeaderLayers(request.Query, request.Headers);
        var now = time.GetUtcNow();
        var (cron, nextAt) = Cron(headers, now, refusals);
        var id = Id(headers, refusals) ?? ids.Next(IdPrefix);
        if (headers.One(PublishHeader.NotBefore) is not null)
        {
            refusals.Malformed($"{PublishHeader.NotBefore} is not for schedules: {PublishHeader.Prefix}{PublishHeader.Delay} delays each of their messages");
        }

        var deduplication = Deduplication.Read(headers, publishing.Value, refusals);
        if (refusals.First is { } wrong)
        {
            return new ReadSchedule(wrong);
        }

        var schedule = new Schedule
        {
            Id = id,
            Generation = Guid.CreateVersion7(now).ToString("N"),
            Cron = cron,
            Destination = request.Destination ?? "",
            QueueName = request.QueueName ?? headers.One(ScheduleHeader.QueueName),
            CallerIp = request.CallerIp,
            Request = new ScheduledRequest(ScheduleHeader.Kept(request.Headers), ScheduleHeader.Kept(request.Query)),
            Body = request.Body,
            CreatedAt = now,
            NextAt = nextAt,
        };
        return await PrepareAsync(schedule, deduplication, cancellationToken);
    }

    /// <summary>Prepares the messages of a firing now, which are discarded, and resolves the destination.</summary>
    private async Task<ReadSchedule> PrepareAsync(Schedule schedule, Deduplication deduplication, CancellationToken cancellationToken)
    {
        var destinations = resolvers.ForCall();
        var prepared = await preparer.PrepareAsync(ScheduleFiring.Request(schedule, schedule.CreatedAt), destinations, cancellationToken);
        if (prepared.Refusal is { } refusal)
        {
            return new ReadSchedule(refusal);
        }

        var destination = Text(await destinations.ResolveAsync(schedule.Destination, cancellationToken));
        var content = prepared.Messages[0].Spec with { Url = $"{schedule.Cron} {schedule.QueueName} {destination}" };
        var key = deduplication.KeyFor(content, schedule.Body.Span, null);

        // Messages and schedules are deduplicated separately: one of each may have the same id.
        return new ReadSchedule(schedule with { Destination = destination }, key is null ? null : $"schedule:{key}", deduplication.Window);
    }

    private static string Text(Destination destination) => destination switch
    {
        Destination.Url url => url.Value,
        Destination.Group group => group.Value.Name,
        Destination.Api api => $"api/{api.Name}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static (string Cron, DateTimeOffset? NextAt) Cron(HeaderLayers headers, DateTimeOffset now, Refusals refusals)
    {
        if (headers.One(PublishHeader.Cron) is not { } text)
        {
            refusals.Malformed($"{PublishHeader.Cron} is missing: it says when the schedule fires, such as 0 9 * * 1-5");
            return ("", null);
        }

        if (CronSchedule.Read(text, out var cron) is { } wrong)
        {
            refusals.Malformed($"invalid {PublishHeader.Cron} '{ByteText.ToText(text)}': {wrong}");
            return (text, null);
        }

        var next = cron!.After(now);
        if (next is null)
        {
            refusals.Malformed($"invalid {PublishHeader.Cron} '{text}': it never fires");
        }

        return (text, next);
    }

    private static string? Id(HeaderLayers headers, Refusals refusals)
    {
        var id = headers.One(ScheduleHeader.ScheduleId);
        if (id is not null && !Name.IsValid(id))
        {
            refusals.Malformed($"invalid {ScheduleHeader.ScheduleId} '{ByteText.ToText(id)}': it {Name.Rule}");
        }

        return id;
    }
}

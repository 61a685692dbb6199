using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Api.Reference;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;

namespace BusQStash.Api.Queues;

/// <summary>Explains the state of queues, for the dashboard.</summary>
internal static class QueueViewEndpoints
{
    private const int UsualCount = 50, MaxCount = 100;

    internal static void MapQueueViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/busqstash/queues", ListAsync)
            .WithSummary("List queues with their reasons")
            .WithDescription("Those that stand still first, then by lag, as counted every 15 s; the reasons are those of this moment.")
            .TakesQuery(QueryParameters.QueueViews)
            .Produces<QueueRowList>()
            .Looks("search for a part of the name");
        routes.MapGet("/busqstash/queues/{name}", GetAsync)
            .WithSummary("Read a queue, why it does what it does, and until when")
            .Produces<QueueDetail>()
            .Looks();
        routes.MapGet("/busqstash/queues/{name}/messages", MessagesAsync)
            .WithSummary("List the messages of a queue in order")
            .TakesQuery(QueryParameters.Page)
            .Produces<MessageRowList>()
            .Looks();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IQueueViews queues, QueueRates rates)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var count = filters.Count(UsualCount, MaxCount);
        var query = new QueueViewQuery(filters.One("search"), Order(filters, refusals), After(filters), count + 1) { Prefix = filters.One("prefix") };
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await queues.ListAsync(query, context.RequestAborted);
        var page = found.Take(count).ToList();
        var last = found.Count > count ? page[^1] : null;
        var cursor = last is null ? null : string.Create(CultureInfo.InvariantCulture, $"{last.Sorted.Lag}-{last.Sorted.StandsStill}-{last.Facts.Queue.Name}");
        var items = await rates.AddAsync([.. page.Select(QueueRow.Of)], context.RequestAborted);
        return ApiResults.Json(new QueueRowList(items, cursor), QueuesJson.Default.QueueRowList);
    }

    private static async Task<IResult> GetAsync(string name, IQueueViews queues, QueueRates rates, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(name) || await queues.FindAsync(name, cancellationToken) is not { } view)
        {
            return ApiResults.NotFound($"queue {name} not found");
        }

        var detail = await rates.AddAsync([QueueDetail.Of(view)], cancellationToken);
        return ApiResults.Json((QueueDetail)detail[0], QueuesJson.Default.QueueDetail);
    }

    private static async Task<IResult> MessagesAsync(string name, HttpContext context, IMessageViews messages, IInstanceDetails instances)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var count = filters.Count(UsualCount, MaxCount);
        var (seq, before) = filters.Cursor(static (seq, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? (seq, before) : ((long, int)?)null) ?? (-1, 0);
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        var found = await messages.ListOfQueueAsync(name, seq, count + 1, context.RequestAborted);
        var processes = await instances.ListAsync(context.RequestAborted);
        List<MessageRow> items = [.. found.Take(count).Select((message, i) => MessageRow.Of(message, processes, before + i + 1))];
        var cursor = found.Count > count ? string.Create(CultureInfo.InvariantCulture, $"{found[count - 1].Seq}-{before + count}") : null;
        return ApiResults.Json(new MessageRowList(items, cursor), MessagesJson.Default.MessageRowList);
    }

    private static QueueOrder Order(Filters filters, Refusals refusals)
    {
        var text = filters.One("sort");
        if (text is null || (Enum.TryParse<QueueOrder>(text, ignoreCase: true, out _) && !char.IsAsciiDigit(text[0])))
        {
            return text is null ? QueueOrder.Attention : Enum.Parse<QueueOrder>(text, ignoreCase: true);
        }

        refusals.Malformed($"invalid sort: '{text}' is none of attention, lag, name");
        return QueueOrder.Attention;
    }

    private static (int StandsStill, long Lag, string Name)? After(Filters filters) =>
        filters.Cursor(static (lag, text) => text is ['0' or '1', '-', ..] ? (text[0] - '0', lag, text[2..]) : ((int, long, string)?)null);
}

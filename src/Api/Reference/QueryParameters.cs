using BusQStash.Api.Events;
using BusQStash.Store.Messages;
using Microsoft.OpenApi;

namespace BusQStash.Api.Reference;

/// <summary>The parameters of lists and bulk calls (wire contract 13 to 16, 19).</summary>
internal static class QueryParameters
{
    private static readonly QueryParameter Cursor = new("cursor", "From the page before; left out for the first one.");
    private static readonly QueryParameter MessageIds = new("messageIds", "These messages. Filters beside it count for nothing.", IsList: true);
    private static readonly QueryParameter DlqIds = new("dlqIds", "These dead letters. Filters beside it count for nothing.", IsList: true);
    private static readonly QueryParameter MessageId = new("messageId", "Of these messages.", IsList: true);
    private static readonly QueryParameter ResponseStatus = new("responseStatus", "With these statuses in the last answer.", JsonSchemaType.Integer, IsList: true);

    /// <summary>The filters common to messages, dead letters and log entries.</summary>
    private static readonly QueryParameter[] OfMessages =
    [
        new("url", "With these destination URLs.", IsList: true),
        new("topicName", "Published to these URL groups.", IsList: true),
        new("queueName", "In these queues.", IsList: true),
        new("label", "With any of these labels.", IsList: true),
        new("flowControlKey", "With these flow-control keys.", IsList: true),
        new("scheduleId", "Made by these schedules.", IsList: true),
        new("callerIp", "Published from these addresses.", IsList: true),
        new("fromDate", "At this time or later, in unix milliseconds.", JsonSchemaType.Integer),
        new("toDate", "At this time or earlier, in unix milliseconds.", JsonSchemaType.Integer),
    ];

    private static readonly QueryParameter[] OfUrls =
    [
        new("host", "With these hosts (and ports) in the destination URL.", IsList: true),
        new("path", "With these paths in the destination URL.", IsList: true),
    ];

    internal static IReadOnlyList<QueryParameter> Logs { get; } = LogsOf(EventFilters.LogsCount);

    internal static IReadOnlyList<QueryParameter> Events { get; } = LogsOf(EventFilters.EventsCount);

    private static QueryParameter[] LogsOf(int usualCount) =>
    [
        Cursor,
        Count(usualCount, EventFilters.MaxCount),
        Order("latestFirst", "earliestFirst"),
        MessageId,
        MessageIds,
        new("state", "In these states.", IsList: true) { Values = [.. EventStates.Words.Order(StringComparer.Ordinal)] },
        new("responseStatus", "With these statuses of the answer; 0 finds failed attempts without one.", JsonSchemaType.Integer, IsList: true),
        .. OfMessages,
        .. OfUrls,
        new(EventFilters.Source, "With all, the messages of workflow runs, too. They are left out otherwise: they are in the log of their run.") { Values = ["all"] },
    ];

    internal static IReadOnlyList<QueryParameter> DeadLetters { get; } =
        [Cursor, Count(100, 100), Order("earliestFirst", "latestFirst"), DlqIds, MessageId, ResponseStatus, .. OfMessages];

    internal static IReadOnlyList<QueryParameter> DeadLetterSelection { get; } =
        [DlqIds, Cursor, Count(100, 100), MessageId, ResponseStatus, .. OfMessages];

    internal static IReadOnlyList<QueryParameter> MessageSelection { get; } =
        [
            MessageIds,
            new("count", "At most so many. 100 stands for all there are: SDKs send it by themselves.", JsonSchemaType.Integer),
            .. OfMessages,
            .. OfUrls,
            new("async", "Whether to answer at once with the id of a bulk action.", JsonSchemaType.Boolean),
        ];

    private static readonly QueryParameter[] OfRuns =
    [
        new("workflowRuns", "These runs, each as id@createdAt. Filters beside it count for nothing.", IsList: true),
        new("workflowRunId", "With these ids.", IsList: true),
        new("workflowCreatedAt", "Created at these times, in unix milliseconds.", JsonSchemaType.Integer, IsList: true),
        new("workflowUrl", "Of these endpoints.", IsList: true),
        new("messageId", "With one of these messages.", IsList: true),
        new("trimBody", "Bodies are cut to so many bytes; -1 leaves them out, 0 shows them whole.", JsonSchemaType.Integer),
        .. OfMessages.Where(parameter => parameter.Name is "label" or "flowControlKey" or "callerIp" or "fromDate" or "toDate"),
        .. OfUrls,
    ];

    internal static IReadOnlyList<QueryParameter> Runs { get; } =
        [Cursor, Count(10, 10), new("state", "In these states.", IsList: true) { Values = ["RUN_STARTED", "RUN_SUCCESS", "RUN_FAILED", "RUN_CANCELED"] }, .. OfRuns];

    internal static IReadOnlyList<QueryParameter> RunEvents { get; } =
        [Cursor, Count(1000, 1000), new("state", "In these states: those of messages, of runs and of steps.", IsList: true), .. OfRuns];

    internal static IReadOnlyList<QueryParameter> BulkActions { get; } =
        [Cursor, Count(100, 1000), new("state", "In this state.") { Values = ["IN_PROGRESS", "FINISHED"] }];

    /// <summary>The parameters of every list of the server's own API.</summary>
    internal static IReadOnlyList<QueryParameter> Page { get; } = [Cursor, Count(50, 100)];

    internal static IReadOnlyList<QueryParameter> QueueViews { get; } =
    [
        .. Page,
        new("search", "Part of the name."),
        new("prefix", "Beginning of the name."),
        new("sort", "attention when left out: those that stand still first, then by lag.") { Values = ["attention", "lag", "name"] },
    ];

    internal static IReadOnlyList<QueryParameter> PendingMessages { get; } =
    [
        .. Page,
        new("state", "In these states.", IsList: true) { Values = [.. MessageWords.Pending.Keys] },
        new("urlPrefix", "With a destination URL that begins with it."),
        .. OfMessages,
    ];

    internal static IReadOnlyList<QueryParameter> LogFilters { get; } = [.. Logs.Where(IsFilter)];

    internal static IReadOnlyList<QueryParameter> DeadLetterFilters { get; } = [.. DeadLetters.Where(IsFilter)];

    internal static IReadOnlyList<QueryParameter> DeadLetterCount { get; } = [.. DeadLetterFilters, OfUrls[0]];

    internal static IReadOnlyList<QueryParameter> Histogram { get; } = [.. LogFilters, new("bars", "How many: 1 to 120, 60 when left out.", JsonSchemaType.Integer)];

    internal static IReadOnlyList<QueryParameter> Stats { get; } =
    [
        new("from", "In unix milliseconds; an hour before to when left out.", JsonSchemaType.Integer),
        new("to", "In unix milliseconds; now when left out.", JsonSchemaType.Integer),
        new("step", "The finest with at most 500 points when left out.") { Values = ["minute", "hour", "day"] },
        new("series", "all when left out, queue:NAME or host:NAME."),
    ];

    internal static IReadOnlyList<QueryParameter> Firings { get; } = [Count(10, 100)];

    internal static IReadOnlyList<QueryParameter> Cron { get; } =
        [new("expression", "As in Upstash-Cron, with CRON_TZ= in front where it has a zone."), Count(10, 100)];

    internal static IReadOnlyList<QueryParameter> Bytes { get; } = [new("bytes", "Most bytes from its beginning; all when left out.", JsonSchemaType.Integer)];

    internal static IReadOnlyList<QueryParameter> Pin { get; } =
    [
        new("parallelism", "Most deliveries in flight at once.", JsonSchemaType.Integer),
        new("rate", "Most deliveries begun per period.", JsonSchemaType.Integer),
        new("period", "What the rate is per, in seconds.", JsonSchemaType.Integer),
    ];

    internal static IReadOnlyList<QueryParameter> Unpin { get; } =
    [
        new("parallelism", "Whether messages may set the parallelism again.", JsonSchemaType.Boolean),
        new("rate", "Whether messages may set the rate again.", JsonSchemaType.Boolean),
    ];

    private static bool IsFilter(QueryParameter parameter) => parameter.Name is not ("cursor" or "count" or "order");

    private static QueryParameter Count(int usual, int most) =>
        new("count", $"Most entries: 1 to {most}, {usual} when left out.", JsonSchemaType.Integer);

    private static QueryParameter Order(string usual, string other) => new("order", $"{usual} when left out.") { Values = [usual, other] };
}

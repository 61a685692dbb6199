using BusQStash.Store.Sql;

namespace BusQStash.Store.Events;

/// <summary>A log entry with the main fields of its message, without body, headers and response. Times are unix milliseconds.</summary>
public sealed record TailEntry
{
    /// <summary>Id of the entry; rises with every entry written.</summary>
    public required long Id { get; init; }

    /// <summary>When it happened.</summary>
    public required long Time { get; init; }

    /// <summary>The kind of entry.</summary>
    public required EventState State { get; init; }

    /// <summary>Error text of a failed attempt.</summary>
    public string? Error { get; init; }

    /// <summary>HTTP status of the response.</summary>
    public int? Status { get; init; }

    /// <summary>When the next attempt is due.</summary>
    public long? NextAt { get; init; }

    /// <summary>The message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Its destination.</summary>
    public required string Url { get; init; }

    /// <summary>Its queue.</summary>
    public string? QueueName { get; init; }

    /// <summary>Its URL group.</summary>
    public string? TopicName { get; init; }

    /// <summary>Its schedule.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>Its flow-control key.</summary>
    public string? FlowKey { get; init; }

    /// <summary>The publisher's client address.</summary>
    public string? CallerIp { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Its labels as they are stored.</summary>
    internal string? LabelText
    {
        init => Labels = StoredText.Labels(value);
    }

    /// <summary>Whether the query's filters match the entry, regardless of paging.</summary>
    public bool Fits(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Has(query.MessageIds, MessageId)
            && (query.States.Count == 0 || query.States.Contains(State))
            && EventStatuses.Fit(query, State, Status)
            && Has(query.Urls, Url)
            && Has(query.QueueNames, QueueName)
            && Has(query.TopicNames, TopicName)
            && Has(query.ScheduleIds, ScheduleId)
            && Has(query.FlowControlKeys, FlowKey)
            && Has(query.CallerIps, CallerIp)
            && (query.Labels.Count == 0 || query.Labels.Any(label => Labels.Contains(label, StringComparer.Ordinal)))
            && (query.Hosts.Count == 0 || Has(query.Hosts, EventFacets.HostOf(Url)))
            && (query.Paths.Count == 0 || Has(query.Paths, EventFacets.PathOf(Url)))
            && !(Time < query.From?.ToUnixTimeMilliseconds())
            && !(Time > query.To?.ToUnixTimeMilliseconds());
    }

    private static bool Has(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value, StringComparer.Ordinal));
}

using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;

namespace BusQStash.Api.Overview;

/// <summary>The limits of read views.</summary>
internal sealed record InfoLimits
{
    /// <summary>Entries of a page.</summary>
    public int Page { get; } = 100;

    /// <summary>The highest count; larger ones are capped.</summary>
    public int Counted { get; } = QueueLimits.Counted;

    /// <summary>The highest count of a histogram bar; larger ones are capped.</summary>
    public int Bar { get; } = 1_000;

    /// <summary>Rows that facets are computed from.</summary>
    public int FacetRows { get; } = 5_000;

    /// <summary>Time limit of a query, in milliseconds.</summary>
    public int StatementMs { get; } = (int)ReadPool.StatementLimit.TotalMilliseconds;

    /// <summary>Read views served concurrently.</summary>
    public int AtOnce { get; } = LookGate.AtOnce;

    /// <summary>Rows per second of the live feed.</summary>
    public int LiveRows { get; } = 200;

    /// <summary>Bytes of a response body that are shown.</summary>
    public int BodyBytes { get; } = AttemptAnswer.MaxBytes;
}

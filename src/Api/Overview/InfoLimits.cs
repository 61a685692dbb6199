using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;

namespace BusQStash.Api.Overview;

/// <summary>How far those who look may look.</summary>
internal sealed record InfoLimits
{
    /// <summary>Entries of a page.</summary>
    public int Page { get; } = 100;

    /// <summary>Where counts stop.</summary>
    public int Counted { get; } = QueueLimits.Counted;

    /// <summary>Where the bars of a histogram stop.</summary>
    public int Bar { get; } = 1_000;

    /// <summary>Rows facets are taken from.</summary>
    public int FacetRows { get; } = 5_000;

    /// <summary>How long a statement may take.</summary>
    public int StatementMs { get; } = (int)ReadPool.StatementLimit.TotalMilliseconds;

    /// <summary>Requests that are answered at once.</summary>
    public int AtOnce { get; } = LookGate.AtOnce;

    /// <summary>Rows a second of the live feed.</summary>
    public int LiveRows { get; } = 200;

    /// <summary>Bytes of an answer's body that are shown.</summary>
    public int BodyBytes { get; } = AttemptAnswer.MaxBytes;
}

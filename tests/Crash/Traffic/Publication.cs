using System.Globalization;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Traffic;

/// <summary>A message in the client's journal: the request and its answer.</summary>
internal sealed record Publication(string Owner, Lane? Lane, int Place, MessagePlan Plan)
{
    /// <summary>Its destination without the sink's address; unique to the message.</summary>
    public string Path => string.Create(
        CultureInfo.InvariantCulture, $"/{(Lane is null ? AttemptKind.Unordered : AttemptKind.Ordered)}/{Owner}/{Place}/{Plan.Behaviour}");

    /// <summary>When it was first sent.</summary>
    public TimeSpan Sent { get; set; }

    /// <summary>When the 2xx with its id arrived; null when none did.</summary>
    public TimeSpan? Answered { get; set; }

    public string? MessageId { get; set; }

    /// <summary>Ids in further answers that named another message.</summary>
    public List<string> OtherIds { get; } = [];

    /// <summary>Number of sends; more than one when an answer was lost.</summary>
    public int Sendings { get; set; }

    /// <summary>The same for its callbacks.</summary>
    public string CallbackPath(AttemptKind kind) => string.Create(CultureInfo.InvariantCulture, $"/{kind}/{Owner}/{Place}/o5");
}

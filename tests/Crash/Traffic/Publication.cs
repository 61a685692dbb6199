using System.Globalization;
using BusQStash.Crash.Sink;

namespace BusQStash.Crash.Traffic;

/// <summary>A message in the client's journal: what was asked and what was answered.</summary>
internal sealed record Publication(string Owner, Lane? Lane, int Place, MessagePlan Plan)
{
    /// <summary>Its destination without the sink's address: no other message has it.</summary>
    public string Path => string.Create(
        CultureInfo.InvariantCulture, $"/{(Lane is null ? AttemptKind.Unordered : AttemptKind.Ordered)}/{Owner}/{Place}/{Plan.Behaviour}");

    /// <summary>When it was first sent.</summary>
    public TimeSpan Sent { get; set; }

    /// <summary>When the 2xx came that told its id; nothing when none did.</summary>
    public TimeSpan? Answered { get; set; }

    public string? MessageId { get; set; }

    /// <summary>Ids of further answers that named another message.</summary>
    public List<string> OtherIds { get; } = [];

    /// <summary>Times it was sent; more than once when an answer was lost.</summary>
    public int Sendings { get; set; }

    /// <summary>The same for its callbacks.</summary>
    public string CallbackPath(AttemptKind kind) => string.Create(CultureInfo.InvariantCulture, $"/{kind}/{Owner}/{Place}/o5");
}

using BusQStash.Api.Http;
using BusQStash.Api.Schedules;

namespace BusQStash.Api.Publishing;

/// <summary>What became of one <see cref="PublishRequest"/>.</summary>
internal abstract record PublishAnswer
{
    private PublishAnswer()
    {
    }

    /// <summary>Nothing changed.</summary>
    internal sealed record Refused(Refusal Refusal) : PublishAnswer;

    /// <summary>Nothing of the whole request changed: it is refused as one.</summary>
    internal sealed record RefusedTogether(Refusal Refusal) : PublishAnswer;

    /// <summary>One message.</summary>
    internal sealed record Single(PublishedMessage Message) : PublishAnswer
    {
        /// <summary>It belongs to a workflow run: a repeat is no other news than the first.</summary>
        internal bool IsStep { get; init; }
    }

    /// <summary>One message per endpoint of a URL group.</summary>
    internal sealed record Group(IReadOnlyList<PublishedMessage> Messages) : PublishAnswer;

    /// <summary>A schedule that will make messages.</summary>
    internal sealed record Scheduled(CreatedSchedule Schedule) : PublishAnswer;
}

using BusQStash.Api.Http;
using BusQStash.Api.Schedules;

namespace BusQStash.Api.Publishing;

/// <summary>The outcome of one <see cref="PublishRequest"/>.</summary>
internal abstract record PublishAnswer
{
    private PublishAnswer()
    {
    }

    /// <summary>The request was refused; nothing changed.</summary>
    internal sealed record Refused(Refusal Refusal) : PublishAnswer;

    /// <summary>The whole call was refused; nothing changed.</summary>
    internal sealed record RefusedTogether(Refusal Refusal) : PublishAnswer;

    /// <summary>One message.</summary>
    internal sealed record Single(PublishedMessage Message) : PublishAnswer
    {
        /// <summary>Whether it belongs to a workflow run: a duplicate is then answered like the first.</summary>
        internal bool IsStep { get; init; }
    }

    /// <summary>One message per endpoint of a URL group.</summary>
    internal sealed record Group(IReadOnlyList<PublishedMessage> Messages) : PublishAnswer;

    /// <summary>A schedule that will publish messages.</summary>
    internal sealed record Scheduled(CreatedSchedule Schedule) : PublishAnswer;
}

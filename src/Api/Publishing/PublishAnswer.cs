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

    /// <summary>One message.</summary>
    internal sealed record Single(PublishedMessage Message) : PublishAnswer;

    /// <summary>One message per endpoint of a URL group.</summary>
    internal sealed record Group(IReadOnlyList<PublishedMessage> Messages) : PublishAnswer;

    /// <summary>A schedule that will make messages.</summary>
    internal sealed record Scheduled(CreatedSchedule Schedule) : PublishAnswer;
}

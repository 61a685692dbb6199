namespace BusQStash.Api.Messages;

/// <summary>The other objects a message is related to; unrelated kinds are left out.</summary>
internal sealed record MessageRelations
{
    public RelatedQueue? Queue { get; init; }

    public RelatedFlowKey? FlowControl { get; init; }

    public RelatedSchedule? Schedule { get; init; }

    public RelatedGroup? Group { get; init; }

    public RelatedRun? Run { get; init; }

    /// <summary>The message this callback reports on.</summary>
    public RelatedMessage? Parent { get; init; }

    public IReadOnlyList<RelatedMessage>? Callbacks { get; init; }

    public RelatedDeadLetter? DeadLetter { get; init; }
}

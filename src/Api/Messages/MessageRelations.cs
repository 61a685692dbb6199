namespace BusQStash.Api.Messages;

/// <summary>What a message has to do with. Only what there is.</summary>
internal sealed record MessageRelations
{
    public RelatedQueue? Queue { get; init; }

    public RelatedFlowKey? FlowControl { get; init; }

    public RelatedSchedule? Schedule { get; init; }

    public RelatedGroup? Group { get; init; }

    /// <summary>The message it reports on.</summary>
    public RelatedMessage? Parent { get; init; }

    public IReadOnlyList<RelatedMessage>? Callbacks { get; init; }

    public RelatedDeadLetter? DeadLetter { get; init; }
}

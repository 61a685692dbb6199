namespace BusQStash.Client.Server;

/// <summary>What a message is related to, with its state. What does not apply is <see langword="null"/>.</summary>
public sealed record MessageRelations
{
    /// <summary>Its queue.</summary>
    public RelatedQueue? Queue { get; init; }

    /// <summary>Its flow-control key.</summary>
    public RelatedFlowControlKey? FlowControl { get; init; }

    /// <summary>The schedule that published it.</summary>
    public RelatedSchedule? Schedule { get; init; }

    /// <summary>The URL group it was published to.</summary>
    public RelatedUrlGroup? Group { get; init; }

    /// <summary>Its workflow run.</summary>
    public RelatedRun? Run { get; init; }

    /// <summary>The message it reports on, when it is a callback.</summary>
    public RelatedMessage? Parent { get; init; }

    /// <summary>Its callbacks and its failure callback.</summary>
    public IReadOnlyList<RelatedMessage> Callbacks { get => field ?? []; init; }

    /// <summary>Its dead letter.</summary>
    public RelatedDeadLetter? DeadLetter { get; init; }
}

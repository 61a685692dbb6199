namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>What a history can show to be wrong.</summary>
internal enum FindingKind
{
    /// <summary>An attempt started while too many messages before it were unfinished (I2).</summary>
    Inversion,

    /// <summary>An attempt started while as many of its lane were in progress as may be (I2, I3).</summary>
    Overlap,

    /// <summary>An attempt started, or an end was written, without the lane's lease (I3).</summary>
    Leaseless,

    /// <summary>An attempt started after its message had ended, or under a number that was used (I5).</summary>
    AfterEnd,

    /// <summary>Something happened twice that happens once (I5).</summary>
    Twice,

    /// <summary>An attempt started once a pause, a cancel or a deletion was visible (I6).</summary>
    AfterStop,

    /// <summary>An attempt started before its delay or backoff was over.</summary>
    TooEarly,

    /// <summary>An attempt was made again without a cause.</summary>
    Duplicate,

    /// <summary>Nothing happens any longer and something is unfinished (I4, I7).</summary>
    Stuck,

    /// <summary>A message did not end as its destination had it (I1, I4).</summary>
    WrongEnd,

    /// <summary>Something threw that must not.</summary>
    Broke,
}

using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows;

/// <summary>Reads the log of runs.</summary>
public interface IRunLog
{
    /// <summary>Runs, newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>The steps of these runs, in the order of their lists.</summary>
    Task<ILookup<long, StepRecord>> StepsAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken);

    /// <summary>Size of the steps of each run in bytes; runs without steps are left out. Steps carry bodies, so those of many runs are read a few at a time.</summary>
    Task<IReadOnlyDictionary<long, long>> StepBytesAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken);

    /// <summary>Lists what <see cref="DeadLettersAsync"/> would return, without reading it.</summary>
    Task<IReadOnlyList<Listed<RunDeadLetterKey>>> ListDeadLettersAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Failed runs whose dead letter still exists, in the order of their failure.</summary>
    Task<IReadOnlyList<RunDeadLetter>> DeadLettersAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>The ids among these that are messages of runs.</summary>
    Task<IReadOnlySet<string>> MessagesOfRunsAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken);

    /// <summary>Deletes runs that ended before the given time, unless their dead letter still exists; at most <paramref name="max"/>. Returns how many.</summary>
    Task<int> ForgetAsync(DateTimeOffset endedBefore, int max, CancellationToken cancellationToken);
}

using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows;

/// <summary>Reads what runs were and are.</summary>
public interface IRunLog
{
    /// <summary>Runs, newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>All that these runs were told of, in the order of their lists.</summary>
    Task<ILookup<long, StepRecord>> StepsAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken);

    /// <summary>How long the steps of runs are, by run; those without any are left out. Steps carry bodies: of many runs they are read a few at a time.</summary>
    Task<IReadOnlyDictionary<long, long>> StepBytesAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken);

    /// <summary>What <see cref="DeadLettersAsync"/> would find, without reading it.</summary>
    Task<IReadOnlyList<Listed<RunDeadLetterKey>>> ListDeadLettersAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Failed runs whose dead letter is still there, in the order of their failure.</summary>
    Task<IReadOnlyList<RunDeadLetter>> DeadLettersAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Which of these messages belong to runs.</summary>
    Task<IReadOnlySet<string>> MessagesOfRunsAsync(IReadOnlyList<string> messageIds, CancellationToken cancellationToken);

    /// <summary>Forgets runs that ended before, unless their dead letter is still there; at most <paramref name="max"/>. Returns how many.</summary>
    Task<int> ForgetAsync(DateTimeOffset endedBefore, int max, CancellationToken cancellationToken);
}

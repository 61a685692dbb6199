namespace BusQStash.Store.Workflows;

/// <summary>Reads what runs were and are.</summary>
public interface IRunLog
{
    /// <summary>Runs, newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>All that these runs were told of, in the order of their lists.</summary>
    Task<ILookup<long, StepRecord>> StepsAsync(IReadOnlyList<long> runKeys, CancellationToken cancellationToken);

    /// <summary>Failed runs whose dead letter is still there, in the order of their failure.</summary>
    Task<IReadOnlyList<RunDeadLetter>> DeadLettersAsync(RunQuery query, CancellationToken cancellationToken);
}

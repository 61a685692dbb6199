using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows;

/// <summary>Reads what happened to runs, one thing after the other.</summary>
public interface IRunEvents
{
    /// <summary>Events, newest first. They carry bodies: they are listed first, and read a few at a time.</summary>
    Task<IReadOnlyList<Listed<RunEventKey>>> ListAsync(RunEventQuery query, CancellationToken cancellationToken);

    /// <summary>Events in the order they are named; those that were forgotten since are left out.</summary>
    Task<IReadOnlyList<RunEvent>> ReadAsync(IReadOnlyList<RunEventKey> keys, CancellationToken cancellationToken);
}

using BusQStash.Store.Sql;

namespace BusQStash.Store.Workflows;

/// <summary>Reads the single events of runs.</summary>
public interface IRunEvents
{
    /// <summary>Events, newest first (keyset pagination). Events carry bodies, so this lists keys and sizes; the events are then read a few at a time.</summary>
    Task<IReadOnlyList<Listed<RunEventKey>>> ListAsync(RunEventQuery query, CancellationToken cancellationToken);

    /// <summary>Events in the order of their keys; those deleted since are left out.</summary>
    Task<IReadOnlyList<RunEvent>> ReadAsync(IReadOnlyList<RunEventKey> keys, CancellationToken cancellationToken);
}

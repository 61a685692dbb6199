using System.Data.Common;

namespace BusQStash.Store.Workflows;

/// <summary>Runs work in a transaction of the engine at hand.</summary>
internal interface IRunWorks
{
    /// <summary>Runs work and commits it. It may be run again from its beginning after a rollback, so it keeps nothing between tries.</summary>
    Task<T> RunAsync<T>(Func<IRunWork, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Lists of runs, in the order they are asked for; <see langword="null"/> for an unknown run.</summary>
    Task<IReadOnlyList<RunList?>> ReadAsync(IReadOnlyList<RunListKey> keys, CancellationToken cancellationToken);

    /// <summary>A connection for reads that find their rows by the key of a run.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);
}

using System.Data.Common;

namespace BusQStash.Store.Workflows;

/// <summary>Runs workflow operations in a transaction of the configured engine.</summary>
internal interface IRunWorks
{
    /// <summary>Runs an operation and commits it. After a rollback the operation may be run again from its beginning, so it must keep no state between tries.</summary>
    Task<T> RunAsync<T>(Func<IRunWork, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Lists of runs, in the order of the keys; <see langword="null"/> for an unknown run.</summary>
    Task<IReadOnlyList<RunList?>> ReadAsync(IReadOnlyList<RunListKey> keys, CancellationToken cancellationToken);

    /// <summary>Opens a connection for reads that find their rows by the key of a run.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);
}

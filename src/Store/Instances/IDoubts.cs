namespace BusQStash.Store.Instances;

/// <summary>
/// Ranges of commands that may exist twice. Written before any of them is sent again, and known to every worker a moment later: an original that still waits in the
/// broker is then claimed before its attempt like its copy, and only one of the two finds its message unclaimed.
/// </summary>
public interface IDoubts
{
    /// <summary>Writes a range down; one that begins at the same number is widened.</summary>
    Task RecordAsync(DoubtfulCommands commands, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>All ranges.</summary>
    Task<IReadOnlyList<DoubtfulCommands>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Forgets ranges written before the given time: nothing of them waits in the broker any more.</summary>
    Task ForgetAsync(DateTimeOffset recordedBefore, CancellationToken cancellationToken);
}

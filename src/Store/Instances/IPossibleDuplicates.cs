namespace BusQStash.Store.Instances;

/// <summary>
/// Ranges of commands that may arrive twice. A range is recorded before any of its commands is resent, and every worker reads it a moment later. The workers then claim the message
/// both for the original command, which may still wait in the broker, and for its copy, and only one of the two claims succeeds.
/// </summary>
public interface IPossibleDuplicates
{
    /// <summary>Records a range; extends an existing range that begins at the same number.</summary>
    Task RecordAsync(CommandRange commands, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>All recorded ranges.</summary>
    Task<IReadOnlyList<CommandRange>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Deletes ranges recorded before the given time, whose commands no longer wait in the broker.</summary>
    Task ForgetAsync(DateTimeOffset recordedBefore, CancellationToken cancellationToken);
}

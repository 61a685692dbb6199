using BusQStash.Store.Instances;

namespace BusQStash.Bus.Publishing;

/// <summary>Announces possible duplicates to every worker before a copy of a command is sent.</summary>
public sealed class DuplicateAnnouncer(IPossibleDuplicates duplicates, TimeProvider time)
{
    // Workers read the ranges more than twice a second; a worker that cannot read them claims every message.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(1);

    /// <summary>Records the range and returns once every worker applies it.</summary>
    public Task AnnounceAsync(CommandRange commands, CancellationToken cancellationToken) => AnnounceAsync([commands], cancellationToken);

    /// <summary>The same for several ranges at once.</summary>
    public async Task AnnounceAsync(IReadOnlyCollection<CommandRange> ranges, CancellationToken cancellationToken)
    {
        foreach (var commands in ranges)
        {
            await duplicates.RecordAsync(commands, time.GetUtcNow(), cancellationToken);
        }

        await Task.Delay(UntilKnown, cancellationToken);
    }
}

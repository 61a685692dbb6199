using BusQStash.Store.Instances;

namespace BusQStash.Bus.Publishing;

/// <summary>Makes sure that every worker knows of a doubt before a copy of a command is sent.</summary>
public sealed class Doubts(IDoubts doubts, TimeProvider time)
{
    // Workers read the ledger more than twice a second, or claim everything when they cannot.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(1);

    /// <summary>Writes the range down and returns once every worker goes by it.</summary>
    public Task AnnounceAsync(DoubtfulCommands commands, CancellationToken cancellationToken) => AnnounceAsync([commands], cancellationToken);

    /// <summary>The same for several ranges at once.</summary>
    public async Task AnnounceAsync(IReadOnlyCollection<DoubtfulCommands> ranges, CancellationToken cancellationToken)
    {
        foreach (var commands in ranges)
        {
            await doubts.RecordAsync(commands, time.GetUtcNow(), cancellationToken);
        }

        await Task.Delay(UntilKnown, cancellationToken);
    }
}

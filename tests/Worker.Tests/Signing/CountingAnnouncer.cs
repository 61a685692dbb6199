using BusQStash.Bus.Publishing;

namespace BusQStash.Worker.Tests.Signing;

/// <summary>Counts how often the others were told of a rotation.</summary>
internal sealed class CountingAnnouncer : ISigningKeyAnnouncer
{
    public int Announced { get; private set; }

    public Task AnnounceAsync(CancellationToken cancellationToken)
    {
        Announced++;
        return Task.CompletedTask;
    }
}

namespace BusQStash.Bus.Publishing;

/// <summary>Tells every worker that the signing keys were rotated.</summary>
public interface ISigningKeyAnnouncer
{
    /// <summary>Sends the news within a short time limit; a failure is logged and made good by the workers' own look.</summary>
    Task AnnounceAsync(CancellationToken cancellationToken);
}

namespace BusQStash.Bus.Publishing;

/// <summary>Tells every worker that the signing keys were rotated.</summary>
public interface ISigningKeyAnnouncer
{
    /// <summary>Sends the notice with a short timeout; a failure is logged, and the workers' own polling makes up for it.</summary>
    Task AnnounceAsync(CancellationToken cancellationToken);
}

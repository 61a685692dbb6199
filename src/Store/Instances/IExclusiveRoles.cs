namespace BusQStash.Store.Instances;

/// <summary>Roles that one process at a time should hold. Work done under a role is idempotent; the role only avoids doing it often.</summary>
public interface IExclusiveRoles
{
    /// <summary>Takes or renews a role; false when another process holds it.</summary>
    Task<bool> TryHoldAsync(string role, TimeSpan lease, CancellationToken cancellationToken);
}

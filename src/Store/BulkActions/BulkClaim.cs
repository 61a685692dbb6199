namespace BusQStash.Store.BulkActions;

/// <summary>The right to go on with a bulk action, until another process takes it up.</summary>
/// <param name="Action">The action.</param>
/// <param name="Stamp">Tells this claim from later ones.</param>
/// <param name="After">The last message that was looked at (unix milliseconds and id).</param>
public sealed record BulkClaim(BulkAction Action, long Stamp, (long CreatedAt, string Id) After);

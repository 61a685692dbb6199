namespace BusQStash.Store.BulkActions;

/// <summary>The claim of a bulk action, valid until another process claims it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Stamp">Distinguishes this claim from later ones.</param>
/// <param name="After">Cursor, the last message examined (unix milliseconds and id).</param>
public sealed record BulkClaim(BulkAction Action, long Stamp, (long CreatedAt, string Id) After);

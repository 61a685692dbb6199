namespace BusQStash.Client.BulkActions;

/// <summary>The answer to starting a bulk action.</summary>
internal sealed record StartedBulkAction(string ActionId);

namespace BusQStash.Api.BulkActions;

/// <summary>A bulk action that runs in the background.</summary>
internal sealed record StartedBulkAction(string ActionId);

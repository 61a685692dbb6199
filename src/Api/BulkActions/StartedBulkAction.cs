namespace BusQStash.Api.BulkActions;

/// <summary>A bulk action that goes on in the background.</summary>
internal sealed record StartedBulkAction(string ActionId);

namespace BusQStash.Client.BulkActions;

/// <summary>A bulk action that was begun.</summary>
internal sealed record StartedBulkAction(string ActionId);

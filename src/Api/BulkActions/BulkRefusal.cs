namespace BusQStash.Api.BulkActions;

/// <summary>Why a bulk action left entries unchanged.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many entries.</param>
/// <param name="Sample">The id of one such dead letter.</param>
internal sealed record BulkRefusal(string Reason, long Count, string Sample);

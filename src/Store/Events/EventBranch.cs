namespace BusQStash.Store.Events;

/// <summary>A part of a search: entries of one value and one state, off the end of one index.</summary>
/// <param name="Number">Its place among the parts.</param>
/// <param name="Value">The place of the value among the first facet's values; <see langword="null"/> for all of them at once.</param>
/// <param name="State">The state of its entries.</param>
internal sealed record EventBranch(int Number, int? Value, EventState State);

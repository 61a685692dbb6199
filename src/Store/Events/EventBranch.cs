namespace BusQStash.Store.Events;

/// <summary>One branch of a search: entries with one facet value and one state, read from the end of one index.</summary>
/// <param name="Number">Number of the branch.</param>
/// <param name="Value">Index of the value among the first facet's values; <see langword="null"/> for all values at once.</param>
/// <param name="State">The state of its entries.</param>
internal sealed record EventBranch(int Number, int? Value, EventState State);

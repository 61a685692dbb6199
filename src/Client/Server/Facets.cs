namespace BusQStash.Client.Server;

/// <summary>The most frequent values of fields among the latest entries of a list.</summary>
/// <param name="Items">The fields that have values, each named like the filter for it.</param>
/// <param name="Rows">How many entries were examined.</param>
/// <param name="Capped">Whether older entries exist that were not examined.</param>
public sealed record Facets(IReadOnlyList<FacetField> Items, int Rows, bool Capped)
{
    /// <summary>Of dead letters: those of one host with the same failure, the largest group first.</summary>
    public IReadOnlyList<DeadLetterGroup> Groups { get => field ?? []; init; }
}

namespace BusQStash.Client.Server;

/// <summary>What the latest entries of a list have in common.</summary>
/// <param name="Items">The fields that have values, each named like the filter that narrows by it.</param>
/// <param name="Rows">How many entries were looked at.</param>
/// <param name="Capped">Whether there are older ones that were not.</param>
public sealed record Facets(IReadOnlyList<FacetField> Items, int Rows, bool Capped)
{
    /// <summary>Of dead letters: those of one host that failed the same way, the largest group first.</summary>
    public IReadOnlyList<DeadLetterGroup> Groups { get => field ?? []; init; }
}

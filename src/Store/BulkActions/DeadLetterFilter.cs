using BusQStash.Store.Dlq;

namespace BusQStash.Store.BulkActions;

/// <summary>Which dead letters are meant.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>What a list has for filters. Its page counts for nothing.</summary>
    public DlqQuery Query { get; init; } = new();

    /// <summary>With these hosts in their destination; a port belongs to it unless it is the scheme's own.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether a destination is on one of the hosts.</summary>
    public bool Fits(string url) => UrlParts.Match(new MessageFilter { Hosts = Hosts }, url);
}

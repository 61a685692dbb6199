using BusQStash.Store.Dlq;

namespace BusQStash.Store.BulkActions;

/// <summary>Filter of dead letters.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>The filters of a list; its paging is ignored.</summary>
    public DlqQuery Query { get; init; } = new();

    /// <summary>Hosts of the destination; a port must match unless it is the scheme's default.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether a destination is on one of the hosts; true if none is given.</summary>
    public bool Fits(string url) => UrlParts.Match(new MessageFilter { Hosts = Hosts }, url);
}

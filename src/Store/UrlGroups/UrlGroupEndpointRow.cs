namespace BusQStash.Store.UrlGroups;

/// <summary>A member of a URL group, as both engines return it.</summary>
internal sealed class UrlGroupEndpointRow
{
    public const string Select =
        "select group_name as GroupName, position as Position, url as Url, name as Name from url_group_endpoint";

    public string GroupName { get; init; } = "";

    public long Position { get; init; }

    public string Url { get; init; } = "";

    public string? Name { get; init; }

    public UrlGroupEndpoint ToEndpoint() => new(Url, Name);
}

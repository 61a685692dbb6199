using System.Text.Json;
using BusQStash.Store.Messages;

namespace BusQStash.Store.UrlGroups;

/// <summary>A URL group without its endpoints, as both engines return it.</summary>
internal sealed class UrlGroupRow
{
    public const string Select = "select name as Name, created_at as CreatedAt, updated_at as UpdatedAt, headers as Headers from url_group";

    public string Name { get; init; } = "";

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public string Headers { get; init; } = "{}";

    public UrlGroup With(IEnumerable<UrlGroupEndpoint> endpoints) => new(
        Name,
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
        [.. endpoints],
        JsonSerializer.Deserialize(Headers, LedgerJson.Default.DictionaryStringString)!);
}

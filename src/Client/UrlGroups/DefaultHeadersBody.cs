namespace BusQStash.Client.UrlGroups;

/// <summary>Default headers in wire format.</summary>
internal sealed record DefaultHeadersBody(IReadOnlyDictionary<string, string> Headers);

namespace BusQStash.Client.UrlGroups;

/// <summary>Default headers as they travel.</summary>
internal sealed record DefaultHeadersBody(IReadOnlyDictionary<string, string> Headers);

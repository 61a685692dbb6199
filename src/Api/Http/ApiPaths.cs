namespace BusQStash.Api.Http;

/// <summary>Tells which paths belong to the API: they require a token, are traced, and need the ledger. The pages and documents beside it do not.</summary>
internal static class ApiPaths
{
    private static readonly string[] Starts = ["/v2", "/llm", "/busqstash"];

    internal static bool Contain(PathString path) => Array.Exists(Starts, start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}

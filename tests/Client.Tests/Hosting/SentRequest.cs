using System.Text;

namespace BusQStash.Client.Tests.Hosting;

/// <summary>A request as the client made it.</summary>
public sealed record SentRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Its configuration headers, one per line.</summary>
    public string Upstash => string.Join('\n', Headers
        .Where(header => header.Key.StartsWith("Upstash-", StringComparison.OrdinalIgnoreCase))
        .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .Select(header => $"{header.Key}: {header.Value}"));
}

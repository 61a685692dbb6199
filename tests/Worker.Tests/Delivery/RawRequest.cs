using System.Text;

namespace BusQStash.Worker.Tests.Delivery;

/// <summary>A request exactly as it came over the wire.</summary>
internal sealed record RawRequest(string Head, byte[] Body)
{
    public string RequestLine => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

    public string Target => RequestLine.Split(' ', 2)[1][..^" HTTP/1.1".Length];

    /// <summary>Values of a header, one per line of the head, each character one byte.</summary>
    public IReadOnlyList<string> All(string name) =>
    [
        .. Head.Split("\r\n").Skip(1)
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 2)..]),
    ];

    public string? Header(string name) => All(name).SingleOrDefault();

    public string Text => Encoding.UTF8.GetString(Body);
}

using System.Buffers;
using System.Runtime.CompilerServices;

namespace BusQStash.Client.Http;

/// <summary>Refuses what the server could not take, or would take for something else.</summary>
internal static class Require
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\t').Select(c => (char)c), '\u007f']);

    /// <summary>A name or id that stands in a path: an empty one, or dots, would make it another path (of everything there is, say).</summary>
    internal static void PathSegment(string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value is "." or "..")
        {
            throw new ArgumentException($"'{value}' is no name", name);
        }
    }

    /// <summary>The rest of a header's name, behind a prefix.</summary>
    internal static void HeaderName(string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (string.IsNullOrEmpty(value) || value.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw new ArgumentException($"'{value}' cannot be the name of a header", name);
        }
    }

    /// <summary>A header's value: a line break in it would be cut off or end the header.</summary>
    internal static void HeaderValue(string value, string header)
    {
        if (value.AsSpan().ContainsAny(ControlCharacters))
        {
            throw new ArgumentException($"The value of {header} holds a control character (a line break?)", header);
        }
    }

    /// <summary>A time or number that cannot be below nothing.</summary>
    internal static void NotNegative(TimeSpan? value, string name)
    {
        if (value < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, "It cannot be negative.");
        }
    }
}

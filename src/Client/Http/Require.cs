using System.Buffers;
using System.Runtime.CompilerServices;

namespace BusQStash.Client.Http;

/// <summary>Refuses arguments the server would reject or misread.</summary>
internal static class Require
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\t').Select(c => (char)c), '\u007f']);

    /// <summary>A name or id used as a path segment: an empty one, or dots, would change the path (to that of a whole collection, for example).</summary>
    internal static void PathSegment(string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value is "." or "..")
        {
            throw new ArgumentException($"'{value}' is no name", name);
        }
    }

    /// <summary>The part of a header's name after a prefix.</summary>
    internal static void HeaderName(string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (string.IsNullOrEmpty(value) || value.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw new ArgumentException($"'{value}' cannot be the name of a header", name);
        }
    }

    /// <summary>A header's value: a line break would be dropped or end the header.</summary>
    internal static void HeaderValue(string value, string header)
    {
        if (value.AsSpan().ContainsAny(ControlCharacters))
        {
            throw new ArgumentException($"The value of {header} holds a control character (a line break?)", header);
        }
    }

    /// <summary>A time or number that cannot be negative.</summary>
    internal static void NotNegative(TimeSpan? value, string name)
    {
        if (value < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, "It cannot be negative.");
        }
    }
}

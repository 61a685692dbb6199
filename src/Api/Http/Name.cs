using System.Buffers;

namespace BusQStash.Api.Http;

/// <summary>Validates user-chosen names: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> (wire contract 2.7).</summary>
internal static class Name
{
    /// <summary>Names are keys in the store and segments of paths, so their length is limited.</summary>
    internal const int MaxLength = 255;

    internal const string Rule = "may contain only letters, digits, '-', '_' and '.', at most 255 of them";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    internal static bool IsValid(ReadOnlySpan<char> name) => name.Length is > 0 and <= MaxLength && !name.ContainsAnyExcept(Allowed);
}

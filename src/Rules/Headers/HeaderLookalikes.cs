using System.Diagnostics.CodeAnalysis;

namespace BusQStash.Rules.Headers;

/// <summary>
/// Takes header names for equal that a receiver may take for equal: in any case, and with any sign for another. CGI and its heirs know a
/// header as <c>HTTP_UPSTASH_SIGNATURE</c>, whether it came as <c>Upstash-Signature</c> or as <c>Upstash_Signature</c>.
/// </summary>
internal sealed class HeaderLookalikes : IEqualityComparer<string>
{
    /// <summary>The only one needed.</summary>
    public static readonly HeaderLookalikes Comparer = new();

    /// <summary>Whether a receiver may take one name for the other.</summary>
    public bool Equals(string? x, string? y)
    {
        if (x is null || y is null || x.Length != y.Length)
        {
            return x == y;
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (Seen(x[i]) != Seen(y[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] string obj)
    {
        var hash = default(HashCode);
        foreach (var c in obj)
        {
            hash.Add(Seen(c));
        }

        return hash.ToHashCode();
    }

    private static char Seen(char c) => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-';
}

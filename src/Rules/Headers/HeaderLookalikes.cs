using System.Diagnostics.CodeAnalysis;

namespace BusQStash.Rules.Headers;

/// <summary>
/// Compares header names as a lenient receiver may: ignoring case, and treating all punctuation as equal. CGI and its successors see
/// <c>HTTP_UPSTASH_SIGNATURE</c>, whether the header was <c>Upstash-Signature</c> or <c>Upstash_Signature</c>.
/// </summary>
internal sealed class HeaderLookalikes : IEqualityComparer<string>
{
    /// <summary>The shared instance.</summary>
    public static readonly HeaderLookalikes Comparer = new();

    /// <summary>Whether a receiver may confuse the two names.</summary>
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

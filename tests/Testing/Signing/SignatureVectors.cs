using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Testing.Signing;

/// <summary>
/// Test vectors for signature verifiers: the official SDKs' and this project's client. Deterministic and in the same order every time,
/// except for the time of signing, which must be the present because receivers check the clock.
/// </summary>
public static class SignatureVectors
{
    private const int Seed = 20261125;

    private static readonly string[] Pieces =
        ["a", "Z", "0", " ", "/", "?", "&", "=", "%2F", "%00", "+", "#", "\"", "\\", "\r\n", "\t", "é", "日本", "\ud83d\ude00", "\u2028", "<script>", "'", "{\"a\":1}", "\u0001", "\u007f"];

    /// <summary>This many genuine requests.</summary>
    public static IEnumerable<SignatureVector> Genuine(int count, DateTimeOffset now, TokenSigner sign)
    {
        var random = new Random(Seed);
        return Enumerable.Range(0, count).Select(number => Genuine(number, random, now, sign));
    }

    /// <summary>This many tampered requests, going through the ways in turn.</summary>
    public static IEnumerable<SignatureVector> Tampered(int count, DateTimeOffset now, TokenSigner sign)
    {
        var random = new Random(Seed + 1);
        for (var number = 0; number < count; number++)
        {
            yield return Tampering.Of(number, Genuine(number, random, now, sign), random, now, sign);
        }
    }

    internal static string Key(Random random)
    {
        var octets = new byte[21];
        random.NextBytes(octets);
        return $"sig_{Convert.ToBase64String(octets).Replace('+', 'x').Replace('/', 'y')}";
    }

    internal static string TokenId(int number) => string.Create(CultureInfo.InvariantCulture, $"jwt_{number}");

    internal static byte[] Hash(string body) => SHA256.HashData(Encoding.UTF8.GetBytes(body));

    private static SignatureVector Genuine(int number, Random random, DateTimeOffset now, TokenSigner sign)
    {
        var (key, other) = (Key(random), Key(random));
        var url = $"https://{number}.example/{Text(random, 12)}".Replace("#", "", StringComparison.Ordinal);
        var body = Text(random, random.Next(4) == 0 ? 400 : 12);

        // The receiver may be one rotation behind; it then has the key as its next one.
        var (current, next) = number % 3 == 0 ? (other, key) : (key, other);
        return new SignatureVector(current, next, url, body, sign(key, url, Hash(body), now, TokenId(number)), true, "");
    }

    private static string Text(Random random, int longest)
    {
        var text = new StringBuilder();
        for (var left = random.Next(longest); left > 0; left--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}

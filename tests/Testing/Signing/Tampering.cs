using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BusQStash.Testing.Signing;

/// <summary>Ways to tamper with a signed request; a receiver must reject each of them.</summary>
internal static class Tampering
{
    private delegate SignatureVector Change(SignatureVector genuine, Random random);

    public static SignatureVector Of(int number, SignatureVector genuine, Random random, DateTimeOffset now, TokenSigner sign)
    {
        (string Name, Change Change)[] changes =
        [
            ("a bit of the signature", (vector, chance) => Part(vector, 2, octets => Flip(octets, chance))),
            ("a bit of the claims", (vector, chance) => Part(vector, 1, octets => Flip(octets, chance))),
            ("a bit of the head", (vector, chance) => Part(vector, 0, octets => Flip(octets, chance))),
            ("another body", (vector, chance) => vector with { Body = vector.Body + (char)('a' + chance.Next(26)) }),
            ("a shorter body", (vector, _) => vector with { Body = vector.Body.Length == 0 ? "x" : vector.Body[1..] }),
            ("another address", (vector, chance) => vector with { Url = vector.Url + (char)('a' + chance.Next(26)) }),
            ("keys of another", (vector, chance) => vector with { CurrentKey = SignatureVectors.Key(chance), NextKey = SignatureVectors.Key(chance) }),
            ("keys in another case", (vector, _) => vector with { CurrentKey = Turned(vector.CurrentKey), NextKey = Turned(vector.NextKey) }),
            ("too old", (vector, _) => Signed(vector, now.AddMinutes(-20), sign)),
            ("a later end", (vector, _) => Claim(vector, "exp", now.AddYears(1).ToUnixTimeSeconds())),
            ("another issuer", (vector, _) => Claim(vector, "iss", "Upstasch")),
            ("another subject", (vector, _) => Claim(vector, "sub", "https://attacker.example/")),
            ("the hash of another body", (vector, _) => Claim(vector with { Body = "forged" }, "body", Base64Url.EncodeToString(SignatureVectors.Hash("forged")))),
            ("no algorithm", (vector, _) => Algorithm(vector, "none", "")),
            ("no algorithm, signature kept", (vector, _) => Algorithm(vector, "none", vector.Token.Split('.')[2])),
            ("another algorithm", (vector, _) => Algorithm(vector, "HS512", vector.Token.Split('.')[2])),
            ("a public key's algorithm", (vector, _) => Algorithm(vector, "RS256", vector.Token.Split('.')[2])),
            ("no signature", (vector, _) => vector with { Token = vector.Token[..(vector.Token.LastIndexOf('.') + 1)] }),
            ("two parts", (vector, _) => vector with { Token = vector.Token[..vector.Token.LastIndexOf('.')] }),
            ("four parts", (vector, _) => vector with { Token = vector.Token + ".x" }),
            ("half a signature", (vector, _) => vector with { Token = vector.Token[..^22] }),
            ("no token", (vector, _) => vector with { Token = "" }),
            ("rightly signed, another issuer", (vector, _) => Forged(vector, "iss", "Somebody")),
            ("rightly signed, another body's hash", (vector, _) => Forged(vector, "body", Base64Url.EncodeToString(SignatureVectors.Hash(vector.Body + "x")))),
            ("rightly signed, too early", (vector, _) => Forged(vector, "nbf", now.AddHours(1).ToUnixTimeSeconds())),
        ];
        var (name, change) = changes[number % changes.Length];
        return change(genuine, random) with { IsGenuine = false, Change = name };
    }

    private static SignatureVector Part(SignatureVector vector, int at, Func<byte[], byte[]> change)
    {
        var parts = vector.Token.Split('.');
        parts[at] = Base64Url.EncodeToString(change(Base64Url.DecodeFromChars(parts[at])));
        return vector with { Token = string.Join('.', parts) };
    }

    private static byte[] Flip(byte[] octets, Random random)
    {
        octets[random.Next(octets.Length)] ^= (byte)(1 << random.Next(8));
        return octets;
    }

    private static string Turned(string key) => string.Concat(key.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private static string KeyOf(SignatureVector vector)
    {
        var parts = vector.Token.Split('.');
        return Mac(vector.CurrentKey, $"{parts[0]}.{parts[1]}") == parts[2] ? vector.CurrentKey : vector.NextKey;
    }

    private static SignatureVector Signed(SignatureVector vector, DateTimeOffset at, TokenSigner sign) =>
        vector with { Token = sign(KeyOf(vector), vector.Url, SignatureVectors.Hash(vector.Body), at, "jwt_old") };

    /// <summary>Changes a claim and keeps the signature.</summary>
    private static SignatureVector Claim(SignatureVector vector, string name, JsonNode value) => Part(vector, 1, octets =>
    {
        var claims = JsonNode.Parse(octets)!;
        claims[name] = value;
        return Encoding.UTF8.GetBytes(claims.ToJsonString());
    });

    /// <summary>Changes a claim and signs it with the genuine key.</summary>
    private static SignatureVector Forged(SignatureVector vector, string name, JsonNode value)
    {
        var parts = Claim(vector, name, value).Token.Split('.');
        return vector with { Token = $"{parts[0]}.{parts[1]}.{Mac(KeyOf(vector), $"{parts[0]}.{parts[1]}")}" };
    }

    private static SignatureVector Algorithm(SignatureVector vector, string name, string signature) =>
        vector with { Token = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{name}}","typ":"JWT"}"""))}.{vector.Token.Split('.')[1]}.{signature}" };

    private static string Mac(string key, string text) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(text)));
}

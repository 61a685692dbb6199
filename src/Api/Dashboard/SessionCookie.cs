using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Tokens;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>
/// Writes sessions into a cookie's value and reads them back. Nothing is kept in the server: every Api that has the token of the settings knows them, and
/// another one in its place ends all of them.
/// </summary>
internal sealed class SessionCookie(SettingsTokens tokens, IOptions<DashboardOptions> options)
{
    /// <summary>However busy a session is, its token is asked for again after so long.</summary>
    internal static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    private const string Version = "2";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;

    /// <summary>Clocks of two Apis differ: what comes from a little later is no forgery.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _length = options.Value.SessionLength;
    private DerivedKey? _key;

    /// <summary>A browser sends the cookies of all ports of a machine to each of them: two servers must not overwrite each other's.</summary>
    internal string Name => $"busqstash-{Convert.ToHexStringLower(SHA256.HashData(Key).AsSpan(0, 4))}";

    /// <summary>The settings' token may be another than at the start.</summary>
    private byte[] Key => _key is { } key && key.Token == tokens.RootToken ? key.Bytes : (_key = DerivedKey.Of(tokens.RootToken)).Bytes;

    internal string Write(SessionTicket ticket)
    {
        var name = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ticket.Token));
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        var facts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}.{name}.{ticket.Proof}.{ticket.IssuedAt.ToUnixTimeSeconds()}.{ticket.SeenAt.ToUnixTimeSeconds()}.{nonce}");
        return $"{facts}.{Sign(facts)}";
    }

    /// <summary>The session a value stands for; <see langword="null"/> when it is not ours, or over.</summary>
    internal SessionTicket? Read(string? value, DateTimeOffset now)
    {
        if (value?.Split('.') is not [Version, var name, var proof, var issuedText, var seenText, _, var signature]
            || !AreEqual(Sign(value[..value.LastIndexOf('.')]), signature))
        {
            return null;
        }

        // Signed by us, so all of it is what it should be.
        var ticket = new SessionTicket(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(name)), proof, TimeOf(issuedText), TimeOf(seenText));
        return now >= EndOf(ticket) || ticket.SeenAt > now + ClockTolerance ? null : ticket;
    }

    /// <summary>When a session ends unless it is used.</summary>
    internal DateTimeOffset EndOf(SessionTicket ticket)
    {
        var (idle, latest) = (ticket.SeenAt + _length, ticket.IssuedAt + LongestSession);
        return idle < latest ? idle : latest;
    }

    /// <summary>What a session of a token says of its hash.</summary>
    internal string ProofOf(string hash) => Sign($"{Version}.token.{hash}");

    /// <summary>Whether it is this token that opened a session.</summary>
    internal bool IsOf(SessionTicket ticket, string hash) => AreEqual(ProofOf(hash), ticket.Proof);

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static DateTimeOffset TimeOf(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));

    private sealed record DerivedKey(string Token, byte[] Bytes)
    {
        internal static DerivedKey Of(string token) => new(
            token, HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), KeyBytes, info: "busqstash dashboard session"u8.ToArray()));
    }
}

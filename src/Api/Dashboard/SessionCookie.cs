using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Tokens;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>
/// Encodes sessions into a signed cookie and decodes them. The server stores nothing: every Api with the same token in its settings accepts them, and changing that token ends
/// all of them.
/// </summary>
internal sealed class SessionCookie(SettingsTokens tokens, IOptions<DashboardOptions> options)
{
    /// <summary>Even a session in constant use must sign in again after this long.</summary>
    internal static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    private const string Version = "2";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;

    /// <summary>Clock skew between two Apis: a cookie from slightly in the future is not a forgery.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _length = options.Value.SessionLength;
    private DerivedKey? _key;

    /// <summary>Browsers send the cookies of all ports of a host to each of them, so the name is unique per server.</summary>
    internal string Name => $"busqstash-{Convert.ToHexStringLower(SHA256.HashData(Key).AsSpan(0, 4))}";

    /// <summary>The settings' token may have changed since the start.</summary>
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

    /// <summary>The session in a cookie value; <see langword="null"/> when it is forged or expired.</summary>
    internal SessionTicket? Read(string? value, DateTimeOffset now)
    {
        if (value?.Split('.') is not [Version, var name, var proof, var issuedText, var seenText, _, var signature]
            || !AreEqual(Sign(value[..value.LastIndexOf('.')]), signature))
        {
            return null;
        }

        // The signature is ours, so the fields are well-formed.
        var ticket = new SessionTicket(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(name)), proof, TimeOf(issuedText), TimeOf(seenText));
        return now >= EndOf(ticket) || ticket.SeenAt > now + ClockTolerance ? null : ticket;
    }

    /// <summary>When a session expires if it is not used.</summary>
    internal DateTimeOffset EndOf(SessionTicket ticket)
    {
        var (idle, latest) = (ticket.SeenAt + _length, ticket.IssuedAt + LongestSession);
        return idle < latest ? idle : latest;
    }

    /// <summary>The proof that a session carries of its token's hash.</summary>
    internal string ProofOf(string hash) => Sign($"{Version}.token.{hash}");

    /// <summary>Whether a session was opened with this token.</summary>
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

using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Http;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Dashboard;

/// <summary>
/// Writes sessions into a cookie's value and reads them back. Nothing is kept in the server: every Api that has the token knows the session, and a changed
/// token ends all of them.
/// </summary>
internal sealed class SessionCookie
{
    /// <summary>However busy a session is, its token is asked for again after so long.</summary>
    internal static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    private const string Version = "1";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;

    /// <summary>Clocks of two Apis differ: what comes from a little later is no forgery.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly byte[] _fullKey;
    private readonly byte[]? _readKey;
    private readonly TimeSpan _length;

    public SessionCookie(IOptions<AuthenticationOptions> tokens, IOptions<DashboardOptions> options)
    {
        _fullKey = KeyOf(tokens.Value.Token);
        _readKey = string.IsNullOrEmpty(tokens.Value.ReadOnlyToken) ? null : KeyOf(tokens.Value.ReadOnlyToken);
        _length = options.Value.SessionLength;

        // A browser sends the cookies of all ports of a machine to each of them: two servers must not overwrite each other's.
        Name = $"busqstash-{Convert.ToHexStringLower(SHA256.HashData(_fullKey).AsSpan(0, 4))}";
    }

    internal string Name { get; }

    internal string Write(DashboardSession session)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        var facts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}.{Letter(session.Access)}.{session.IssuedAt.ToUnixTimeSeconds()}.{session.SeenAt.ToUnixTimeSeconds()}.{nonce}");
        return $"{facts}.{Sign(facts, session.Access)}";
    }

    /// <summary>The session a value stands for; <see langword="null"/> when it is not ours, or over.</summary>
    internal DashboardSession? Read(string? value, DateTimeOffset now)
    {
        if (value?.Split('.') is not [Version, var letter, var issuedText, var seenText, _, var signature] || AccessOf(letter) is not { } access)
        {
            return null;
        }

        var facts = value[..value.LastIndexOf('.')];
        if (Sign(facts, access) is not { } expected
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            return null;
        }

        var session = new DashboardSession(access, TimeOf(issuedText), TimeOf(seenText));
        return IsOver(session, now) ? null : session;
    }

    /// <summary>When a session ends unless it is used.</summary>
    internal DateTimeOffset EndOf(DashboardSession session)
    {
        var (idle, latest) = (session.SeenAt + _length, session.IssuedAt + LongestSession);
        return idle < latest ? idle : latest;
    }

    private bool IsOver(DashboardSession session, DateTimeOffset now) => now >= EndOf(session) || session.SeenAt > now + ClockTolerance;

    private string? Sign(string facts, Access access) => (access == Access.Full ? _fullKey : _readKey) is { } key
        ? Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(facts)))
        : null;

    private static string Letter(Access access) => access == Access.Full ? "f" : "r";

    private static Access? AccessOf(string letter) => letter switch
    {
        "f" => Access.Full,
        "r" => Access.Read,
        _ => null,
    };

    // Signed by us, so it is a number.
    private static DateTimeOffset TimeOf(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));

    private static byte[] KeyOf(string token) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), KeyBytes, info: "busqstash dashboard session"u8.ToArray());
}

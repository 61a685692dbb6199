using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Rules.Callbacks;

/// <summary>Ids of callback messages, derived from (message, attempt, kind), so that the callback can be found from these and a repeat is deduplicated.</summary>
internal static class CallbackIds
{
    internal const string AfterAttempt = "callback";
    internal const string AfterFailure = "failure-callback";

    /// <summary>The id of the callback after an attempt.</summary>
    /// <param name="messageId">The message the callback reports on.</param>
    /// <param name="attempt">Attempts made before the one it reports on.</param>
    public static string OfAttempt(string messageId, int attempt) => Of(messageId, attempt, AfterAttempt);

    /// <summary>The id of the failure callback; a message has one.</summary>
    /// <inheritdoc cref="OfAttempt" />
    public static string OfFailure(string messageId, int attempt) => Of(messageId, attempt, AfterFailure);

    internal static string Of(string messageId, int attempt, string kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId}/{attempt}/{kind}"));

        // 128 bits: no collisions between callbacks.
        return "msg_" + Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}

using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Messages;

/// <summary>What of a message may be shown (wire contract 3.3). Deliveries use the originals.</summary>
internal static class Redacted
{
    internal static bool HidesBody(MessageSpec spec) => spec.Redaction is { Body: true };

    /// <summary>The delivered headers; those that are hidden by their hash.</summary>
    internal static Dictionary<string, List<string>>? Headers(MessageSpec spec) => Headers(spec, spec.Headers);

    /// <summary>The headers of its callback: what is not to be seen on the message is not to be seen there.</summary>
    internal static Dictionary<string, List<string>>? Headers(MessageSpec spec, CallbackSpec? callback) =>
        Headers(spec, callback?.Headers ?? []);

    /// <summary>Headers that are shown with a message.</summary>
    internal static Dictionary<string, List<string>>? Headers(MessageSpec spec, IReadOnlyList<HeaderLine> headers) =>
        HeaderMap.Of(headers, header => Hides(spec.Redaction, header.Name)
            ? Placeholder(Encoding.Latin1.GetBytes(header.Value))
            : ByteText.ToText(header.Value));

    /// <summary>What stands in the place of something hidden.</summary>
    internal static string Placeholder(ReadOnlySpan<byte> original) => $"REDACTED:{Convert.ToHexStringLower(SHA256.HashData(original))}";

    private static bool Hides(RedactionSpec? redaction, string name) =>
        redaction is not null && (redaction.AllHeaders || redaction.Headers.Contains(name, StringComparer.OrdinalIgnoreCase));
}

using System.Security.Cryptography;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Messages;

/// <summary>Applies redaction to what is shown of a message (wire contract 3.3). Deliveries use the original values.</summary>
internal static class Redacted
{
    internal static bool HidesBody(MessageSpec spec) => spec.Redaction is { Body: true };

    /// <summary>The delivered headers; redacted ones are replaced by their hash.</summary>
    internal static Dictionary<string, List<string>>? Headers(MessageSpec spec) => Headers(spec, spec.Headers);

    /// <summary>The headers of its callback; the message's redaction applies to them too.</summary>
    internal static Dictionary<string, List<string>>? Headers(MessageSpec spec, CallbackSpec? callback) =>
        Headers(spec, callback?.Headers ?? []);

    /// <summary>Headers shown with a message, redacted.</summary>
    internal static Dictionary<string, List<string>>? Headers(MessageSpec spec, IReadOnlyList<HeaderLine> headers) =>
        HeaderMap.Of(headers, header => Hides(spec.Redaction, header.Name)
            ? Placeholder(Encoding.Latin1.GetBytes(header.Value))
            : ByteText.ToText(header.Value));

    /// <summary>The placeholder for a redacted value.</summary>
    internal static string Placeholder(ReadOnlySpan<byte> original) => $"REDACTED:{Convert.ToHexStringLower(SHA256.HashData(original))}";

    private static bool Hides(RedactionSpec? redaction, string name) =>
        redaction is not null && (redaction.AllHeaders || redaction.Headers.Contains(name, StringComparer.OrdinalIgnoreCase));
}

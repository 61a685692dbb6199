using System.Text;

namespace BusQStash.Api.Messages;

/// <summary>A body in a JSON resource (wire contract 2.6): text when it is UTF-8, else base64, neither when it is empty.</summary>
internal readonly record struct BodyText(string? Text, string? Base64)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    internal static BodyText Of(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return default;
        }

        try
        {
            return new BodyText(StrictUtf8.GetString(body.Span), null);
        }
        catch (DecoderFallbackException)
        {
            return new BodyText(null, Convert.ToBase64String(body.Span));
        }
    }

    /// <summary>The body of a message, or what stands in its place.</summary>
    internal static BodyText Of(Store.Messages.StoredMessage message) => Of(message.Spec, message.Body);

    /// <summary>A body, or what stands in its place.</summary>
    internal static BodyText Of(Contracts.Messages.MessageSpec spec, ReadOnlyMemory<byte> body) => Redacted.HidesBody(spec) && !body.IsEmpty
        ? new BodyText(Redacted.Placeholder(body.Span), null)
        : Of(body);
}

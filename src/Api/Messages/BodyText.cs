using System.Text;
using System.Text.Unicode;

namespace BusQStash.Api.Messages;

/// <summary>A body in a JSON resource (wire contract 2.6): text when it is UTF-8, otherwise base64, neither when it is empty.</summary>
internal readonly record struct BodyText(ShownBody? Text, ShownBody? Base64)
{
    internal static BodyText Of(ReadOnlyMemory<byte> body) => body switch
    {
        { IsEmpty: true } => default,
        _ when Utf8.IsValid(body.Span) => new BodyText(new ShownBody(body, AsBase64: false), null),
        _ => new BodyText(null, new ShownBody(body, AsBase64: true)),
    };

    /// <summary>The body of a message, or its redaction placeholder.</summary>
    internal static BodyText Of(Store.Messages.StoredMessage message) => Of(message.Spec, message.Body);

    /// <summary>A body, or its redaction placeholder.</summary>
    internal static BodyText Of(Contracts.Messages.MessageSpec spec, ReadOnlyMemory<byte> body) => Redacted.HidesBody(spec) && !body.IsEmpty
        ? new BodyText(Placeholder(body), null)
        : Of(body);

    /// <summary>The hash shown instead of a redacted body.</summary>
    internal static ShownBody Placeholder(ReadOnlyMemory<byte> body) => new(Encoding.UTF8.GetBytes(Redacted.Placeholder(body.Span)), AsBase64: false);
}

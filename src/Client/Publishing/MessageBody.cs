using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Client.Publishing;

/// <summary>The body of a message: bytes, which reach the destination unchanged, and their content type.</summary>
public sealed class MessageBody
{
    private const string JsonType = "application/json";
    private const string TextType = "text/plain; charset=utf-8";

    private MessageBody(ReadOnlyMemory<byte> content, string? contentType)
    {
        Content = content;
        ContentType = contentType;
    }

    /// <summary>No body.</summary>
    public static MessageBody Empty { get; } = new(default, null);

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The <c>Content-Type</c> the destination sees, unless <see cref="MessageOptions.ContentType"/> says otherwise.</summary>
    public string? ContentType { get; }

    /// <summary>A body of bytes.</summary>
    public static MessageBody Bytes(ReadOnlyMemory<byte> content, string? contentType = null) => new(content, contentType);

    /// <summary>A body of text, in UTF-8.</summary>
    public static MessageBody Text(string text, string? contentType = TextType)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MessageBody(Encoding.UTF8.GetBytes(text), contentType);
    }

    /// <summary>A value as JSON, with camel-case names unless the options say otherwise.</summary>
    [RequiresUnreferencedCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in trimmed programs.")]
    [RequiresDynamicCode("Reads the value's properties by reflection. Use the overload with a JsonTypeInfo in native programs.")]
    public static MessageBody Json<T>(T value, JsonSerializerOptions? options = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, options ?? JsonSerializerOptions.Web), JsonType);

    /// <summary>A value as JSON, described by generated code.</summary>
    public static MessageBody Json<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type), JsonType);

    /// <summary>The same as <see cref="Text"/>.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Text is it.")]
    public static implicit operator MessageBody(string text) => Text(text);

    /// <summary>The same as <see cref="Bytes"/>.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Bytes is it.")]
    public static implicit operator MessageBody(byte[] content) => Bytes(content);
}

using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text.Json;
using BusQStash.Bus.Publishing;

namespace BusQStash.Bus.Serialization;

/// <summary>
/// The bytes of a command that carries a payload: length of the head (4 bytes, little endian), the head (the command without its body, as
/// JSON), the body as it is. No base64, and the body is copied once.
/// </summary>
internal static class FrameFormat
{
    private const int LengthBytes = sizeof(int);

    public static byte[] Write(DeliverMessage command)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(command, FrameJson.Default.DeliverMessage);
        var frame = GC.AllocateUninitializedArray<byte>(LengthBytes + head.Length + command.Body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, head.Length);
        head.CopyTo(frame, LengthBytes);
        command.Body.Span.CopyTo(frame.AsSpan(LengthBytes + head.Length));
        return frame;
    }

    public static DeliverMessage Read(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < LengthBytes)
        {
            throw new SerializationException("The frame is shorter than its length field.");
        }

        var headLength = BinaryPrimitives.ReadInt32LittleEndian(frame);
        var rest = frame[LengthBytes..];
        if (headLength < 0 || headLength > rest.Length)
        {
            throw new SerializationException("The frame's head is longer than the frame.");
        }

        try
        {
            var command = JsonSerializer.Deserialize(rest[..headLength], FrameJson.Default.DeliverMessage)
                ?? throw new SerializationException("The frame's head is null.");
            return command with { Body = rest[headLength..].ToArray() };
        }
        catch (JsonException exception)
        {
            throw new SerializationException("The frame's head is not a command.", exception);
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BusQStash.Api.Publishing;

/// <summary>Makes ids: a prefix, <c>msg_</c> for messages, and 22 letters and digits that sort by creation time.</summary>
internal sealed class MessageIds(TimeProvider time)
{
    private const string Prefix = "msg_";
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>62^22 is the first power of 62 above 2^128.</summary>
    private const int Length = 22;

    internal string Next(string prefix = Prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(time.GetUtcNow()).TryWriteBytes(bytes, bigEndian: true, out _);
        return Write(prefix, bytes);
    }

    /// <summary>The id of a bulk action, in the same form as message ids.</summary>
    internal string NextAction() => Next("act_");

    /// <summary>The id derived from a command on the bus and, for a group, from the endpoint: every redelivery of the command gets the same id.</summary>
    internal static string Derived(Guid commandId, string? groupEndpointUrl) =>
        Write(Prefix, SHA256.HashData(Encoding.UTF8.GetBytes($"{commandId:N}/{groupEndpointUrl}")).AsSpan(0, 16));

    /// <summary>The id of the message that retries a dead letter: every retry of it gets the same id.</summary>
    internal static string Derived(string dlqId, string messageId) =>
        Write(Prefix, SHA256.HashData(Encoding.UTF8.GetBytes($"dlq/{dlqId}/{messageId}")).AsSpan(0, 16));

    private static string Write(string prefix, ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[Length];
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        for (var i = Length - 1; i >= 0; i--)
        {
            (number, var digit) = UInt128.DivRem(number, (uint)Digits.Length);
            text[i] = Digits[(int)digit];
        }

        return $"{prefix}{text}";
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>DNS messages (RFC 1035), as far as one question and its answer need them. Names are never compressed.</summary>
internal static class NameMessage
{
    public const ushort A = 1;
    public const ushort Aaaa = 28;
    private const ushort Cname = 5;
    private const ushort Internet = 1;
    private const int HeadLength = 12;

    public static byte[] Question(ushort id, string name, ushort type)
    {
        using var message = new MemoryStream();
        Head(message, id, flags: 0x0100, answers: 0);
        Question(message, name, type);
        return message.ToArray();
    }

    public static (ushort Id, string Name, ushort Type) ReadQuestion(ReadOnlySpan<byte> message)
    {
        var at = HeadLength;
        var name = ReadName(message, ref at);
        return (BinaryPrimitives.ReadUInt16BigEndian(message), name, BinaryPrimitives.ReadUInt16BigEndian(message[at..]));
    }

    /// <summary>The answer to a question; <see langword="null"/> records mean that there is no such name.</summary>
    public static byte[] Answer(ushort id, string name, ushort type, IReadOnlyList<NameRecord>? records)
    {
        using var message = new MemoryStream();
        Head(message, id, (ushort)(records is null ? 0x8583 : 0x8580), (ushort)(records?.Count ?? 0));
        Question(message, name, type);
        foreach (var record in records ?? [])
        {
            Record(message, record);
        }

        return message.ToArray();
    }

    /// <summary>The addresses of an answer, aliases followed.</summary>
    public static IEnumerable<IPAddress> ReadAddresses(byte[] message)
    {
        var at = HeadLength;
        _ = ReadName(message, ref at);
        at += 4;
        for (var left = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(6)); left > 0; left--)
        {
            _ = ReadName(message, ref at);
            var type = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at + 8));
            at += 10 + length;
            if (type is A or Aaaa)
            {
                yield return new IPAddress(message.AsSpan(at - length, length));
            }
        }
    }

    private static void Head(Stream message, ushort id, ushort flags, ushort answers)
    {
        foreach (var number in (ReadOnlySpan<ushort>)[id, flags, 1, answers, 0, 0])
        {
            Number(message, number);
        }
    }

    private static void Question(Stream message, string name, ushort type)
    {
        Name(message, name);
        Number(message, type);
        Number(message, Internet);
    }

    private static void Record(Stream message, NameRecord record)
    {
        Name(message, record.Name);
        Number(message, record.Address?.AddressFamily switch
        {
            null => Cname,
            AddressFamily.InterNetwork => A,
            _ => Aaaa,
        });
        Number(message, Internet);
        Number(message, 0);
        Number(message, 0);
        using var data = new MemoryStream();
        if (record.Address is { } address)
        {
            data.Write(address.GetAddressBytes());
        }
        else
        {
            Name(data, record.Alias!);
        }

        Number(message, (ushort)data.Length);
        data.WriteTo(message);
    }

    private static void Name(Stream message, string name)
    {
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            message.WriteByte((byte)label.Length);
            message.Write(Encoding.ASCII.GetBytes(label));
        }

        message.WriteByte(0);
    }

    private static string ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var labels = new List<string>();
        for (int length = message[at++]; length > 0; length = message[at++])
        {
            labels.Add(Encoding.ASCII.GetString(message.Slice(at, length)));
            at += length;
        }

        return string.Join('.', labels);
    }

    private static void Number(Stream message, ushort number)
    {
        message.WriteByte((byte)(number >> 8));
        message.WriteByte((byte)number);
    }
}

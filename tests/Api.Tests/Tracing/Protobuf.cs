using System.Buffers.Binary;
using System.Text;

namespace BusQStash.Api.Tests.Tracing;

/// <summary>Just enough of Protocol Buffers to read what a collector is sent: the fields of a message by their numbers.</summary>
internal readonly struct Protobuf
{
    private readonly List<(int Number, byte[] Bytes, ulong Value)> _fields = [];

    public Protobuf(ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((number, [], Varint(ref message)));
                    break;
                case 1:
                    _fields.Add((number, [], BinaryPrimitives.ReadUInt64LittleEndian(message)));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    _fields.Add((number, message[..length].ToArray(), 0));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((number, [], BinaryPrimitives.ReadUInt32LittleEndian(message)));
                    message = message[4..];
                    break;
                default:
                    throw new FormatException($"Field {number} is of an unknown kind.");
            }
        }
    }

    public IEnumerable<Protobuf> Messages(int number) => _fields.Where(field => field.Number == number).Select(field => new Protobuf(field.Bytes));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    public long Number(int number) => (long)_fields.LastOrDefault(field => field.Number == number).Value;

    private byte[] Bytes(int number) => _fields.LastOrDefault(field => field.Number == number).Bytes ?? [];

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

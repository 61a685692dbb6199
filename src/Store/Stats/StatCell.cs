namespace BusQStash.Store.Stats;

/// <summary>The numbers of one series in one step of time: counters, two histograms, gauges.</summary>
/// <remarks>Stored as variable-length numbers, in this order: most are zero or small, so a cell takes some fifty bytes.</remarks>
public sealed class StatCell
{
    private const int Counters = 13;
    private const int Attempts = Counters;
    private const int Waits = Attempts + StatBuckets.Count;
    private const int Gauges = Waits + StatBuckets.Count;
    private const int Size = Gauges + 4;

    private readonly long[] _values = new long[Size];

    /// <summary>A counter.</summary>
    public long this[StatField field] => _values[(int)field];

    /// <summary>A gauge; <see langword="null"/> when it was not measured.</summary>
    public long? this[StatGauge gauge] => _values[Gauges + (int)gauge] is > 0 and var value ? value - 1 : null;

    /// <summary>Histogram of attempt durations.</summary>
    public ReadOnlySpan<long> AttemptDurations => _values.AsSpan(Attempts, StatBuckets.Count);

    /// <summary>Histogram of the delays between a message's due time and its first attempt.</summary>
    public ReadOnlySpan<long> WaitDurations => _values.AsSpan(Waits, StatBuckets.Count);

    /// <summary>Index of a counter; the histograms of attempts and waits follow the counters.</summary>
    internal static int PlaceOf(StatField field) => (int)field;

    internal static int PlaceOfAttempt(int bucket) => Attempts + bucket;

    internal static int PlaceOfWait(int bucket) => Waits + bucket;

    /// <summary>Number of counted values.</summary>
    internal static int Counted => Gauges;

    /// <summary>Measures.</summary>
    public void Set(StatGauge gauge, long value) => _values[Gauges + (int)gauge] = value + 1;

    /// <summary>Counts.</summary>
    internal void Add(int place, long count) => _values[place] += count;

    /// <summary>Adds the values of another cell; for gauges the greater value is kept.</summary>
    public void Add(StatCell other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < Size; i++)
        {
            _values[i] = i < Gauges ? _values[i] + other._values[i] : Math.Max(_values[i], other._values[i]);
        }
    }

    /// <summary>Deserializes a stored cell; missing values are zero.</summary>
    public static StatCell Read(ReadOnlySpan<byte> bytes)
    {
        var cell = new StatCell();
        for (var i = 0; i < Size && bytes.Length > 0; i++)
        {
            var shift = 0;
            byte octet;
            do
            {
                octet = bytes[0];
                bytes = bytes[1..];
                cell._values[i] |= (long)(octet & 0x7f) << shift;
                shift += 7;
            }
            while (octet >= 0x80 && bytes.Length > 0);
        }

        return cell;
    }

    /// <summary>Serializes the cell.</summary>
    public byte[] Write()
    {
        var bytes = new List<byte>(Size);
        foreach (var value in _values)
        {
            var rest = (ulong)value;
            while (rest >= 0x80)
            {
                bytes.Add((byte)(rest | 0x80));
                rest >>= 7;
            }

            bytes.Add((byte)rest);
        }

        return [.. bytes];
    }
}

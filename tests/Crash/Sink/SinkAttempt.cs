using System.Globalization;

namespace BusQStash.Crash.Sink;

/// <summary>One request to the sink; a line of its log.</summary>
internal sealed record SinkAttempt
{
    private const int Fields = 11;

    public required AttemptKind Kind { get; init; }

    public required string MessageId { get; init; }

    /// <summary>The value of <c>Upstash-Retried</c>.</summary>
    public required int Retried { get; init; }

    /// <summary>The queue, or the publisher of unordered messages.</summary>
    public required string Owner { get; init; }

    /// <summary>The message's position in its publisher's own order.</summary>
    public required int Place { get; init; }

    /// <summary>The worker process the request came from; 0 when it was gone before it could be identified.</summary>
    public required int ProcessId { get; init; }

    public required TimeSpan Start { get; init; }

    /// <summary>Just before the answer was sent, or when the connection was gone.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>The answered status; 0 without an answer.</summary>
    public required int Status { get; init; }

    /// <summary>Of a callback: the message it reports on.</summary>
    public string Source { get; init; } = "";

    /// <summary>Of a callback: the attempt it reports on.</summary>
    public int SourceRetried { get; init; }

    public bool Succeeded => Status is >= 200 and < 300;

    public bool Cut => Status == 0;

    public string ToLine() => string.Join(
        '\t',
        Kind,
        MessageId,
        Retried,
        Owner,
        Place,
        ProcessId,
        Start.Ticks.ToString(CultureInfo.InvariantCulture),
        End.Ticks.ToString(CultureInfo.InvariantCulture),
        Status,
        Source,
        SourceRetried);

    public static SinkAttempt FromLine(string line)
    {
        var words = line.Split('\t');
        if (words.Length != Fields)
        {
            throw new FormatException($"Not a line of the sink's log: {line}");
        }

        return new SinkAttempt
        {
            Kind = Enum.Parse<AttemptKind>(words[0]),
            MessageId = words[1],
            Retried = Number(words[2]),
            Owner = words[3],
            Place = Number(words[4]),
            ProcessId = Number(words[5]),
            Start = Time(words[6]),
            End = Time(words[7]),
            Status = Number(words[8]),
            Source = words[9],
            SourceRetried = Number(words[10]),
        };
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string word) => TimeSpan.FromTicks(long.Parse(word, CultureInfo.InvariantCulture));
}

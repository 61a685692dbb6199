namespace BusQStash.Store.Workflows;

/// <summary>Position of an event in the log of runs (keyset pagination): sorted by time, then by run, then by its place in the run, which identifies its subject.</summary>
/// <param name="Time">When it happened, unix milliseconds.</param>
/// <param name="RunKey">The run.</param>
/// <param name="Place">Place among the run's events at this time: the start, steps, messages, the end.</param>
public readonly record struct RunEventKey(long Time, long RunKey, long Place)
{
    internal const long Start = 0;

    // Step numbers are below this value.
    internal const long OfKind = 1L << 32;

    // Above all steps, since there are few kinds of steps; event ids will not exhaust the range above this value.
    internal const long FirstMessage = 1L << 40;

    internal const long End = 1L << 62;

    internal bool IsStep => Place is > Start and < FirstMessage;

    internal bool IsMessage => Place is >= FirstMessage and < End;

    internal long EventId => Place - FirstMessage;

    internal (int Kind, int StepId) Step => ((int)((Place - 1) / OfKind), (int)((Place - 1) % OfKind));
}

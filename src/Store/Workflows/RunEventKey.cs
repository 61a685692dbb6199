namespace BusQStash.Store.Workflows;

/// <summary>Where an event stands in the log of runs: by time, then by run, then by its place in it, which tells what it is about.</summary>
/// <param name="Time">When it happened, unix milliseconds.</param>
/// <param name="RunKey">The run.</param>
/// <param name="Place">Its place among the run's events of this time: the start, steps, messages, the end.</param>
public readonly record struct RunEventKey(long Time, long RunKey, long Place)
{
    internal const long Start = 0;

    // Numbers of steps are below it.
    internal const long OfKind = 1L << 32;

    // Above all steps, whose kinds are few; ids of events are far from filling what lies between it and the end.
    internal const long FirstMessage = 1L << 40;

    internal const long End = 1L << 62;

    internal bool IsStep => Place is > Start and < FirstMessage;

    internal bool IsMessage => Place is >= FirstMessage and < End;

    internal long EventId => Place - FirstMessage;

    internal (int Kind, int StepId) Step => ((int)((Place - 1) / OfKind), (int)((Place - 1) % OfKind));
}

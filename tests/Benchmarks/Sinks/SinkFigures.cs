namespace BusQStash.Benchmarks.Sinks;

/// <summary>What a sink has seen since it was reset.</summary>
/// <param name="Arrived">Different messages.</param>
/// <param name="Requests">All requests.</param>
/// <param name="Duplicates">Requests for messages that had arrived before.</param>
/// <param name="Strangers">Requests whose bodies are none of the expected ones.</param>
/// <param name="Disorders">Requests of a lane that came after one with a higher number.</param>
/// <param name="Overlaps">Requests of a lane that came while another one of it was being answered.</param>
/// <param name="FirstAt">The first request's time, in ticks of the machine's monotonic clock.</param>
/// <param name="LastAt">The last request's.</param>
internal sealed record SinkFigures(
    int Arrived, int Requests, int Duplicates, int Strangers, int Disorders, int Overlaps, long FirstAt, long LastAt);

namespace BusQStash.Testing.Processes;

/// <summary>The signals the tests send, by their Linux numbers.</summary>
public enum ProcessSignal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

namespace BusQStash.Store.Instances;

/// <summary>Identity of this process in the ledger. The number is assigned once per start and never reused.</summary>
public sealed class InstanceIdentity
{
    private int _number;

    /// <summary>The number of this process.</summary>
    /// <exception cref="InvalidOperationException">The process has not been registered yet.</exception>
    public int Number => _number > 0 ? _number : throw new InvalidOperationException("This process is not registered in the ledger yet.");

    /// <summary>
    /// Whether others may conclude from closed connections that this process is dead. Not at first: a process that has just started compiles code, and on a busy machine it sends
    /// heartbeats too irregularly to notice in time that it is disconnected itself.
    /// </summary>
    public bool IsWatched { get; private set; }

    /// <summary>From the next heartbeat on, others may conclude from closed connections that this process is dead.</summary>
    public void BeginWatch() => IsWatched = true;

    internal void Assign(int number) => _number = number;
}

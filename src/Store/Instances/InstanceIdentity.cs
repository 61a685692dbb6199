namespace BusQStash.Store.Instances;

/// <summary>Identity of this process in the ledger. The number is assigned once per start and never reused.</summary>
public sealed class InstanceIdentity
{
    private int _number;

    /// <summary>The number of this process.</summary>
    /// <exception cref="InvalidOperationException">The process has not been registered yet.</exception>
    public int Number => _number > 0 ? _number : throw new InvalidOperationException("This process is not registered in the ledger yet.");

    internal void Assign(int number) => _number = number;
}

namespace BusQStash.Store.Instances;

/// <summary>This process, as the ledger knows it. The number is given out once per start and never again.</summary>
public sealed class InstanceIdentity
{
    private int _number;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The process has not been registered yet.</exception>
    public int Number => _number > 0 ? _number : throw new InvalidOperationException("This process is not registered in the ledger yet.");

    internal void Assign(int number) => _number = number;
}

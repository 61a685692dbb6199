namespace BusQStash.Testing.Fuzzing;

/// <summary>A parser took too long, or used too much memory.</summary>
public sealed class OutOfBoundsException : Exception
{
    public OutOfBoundsException()
    {
    }

    public OutOfBoundsException(string message)
        : base(message)
    {
    }

    public OutOfBoundsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

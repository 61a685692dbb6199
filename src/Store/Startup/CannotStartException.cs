namespace BusQStash.Store.Startup;

/// <summary>A start that failed for a reason an operator can mend: the text names the cause and the remedy, so nobody needs a stack trace.</summary>
public sealed class CannotStartException : Exception
{
    /// <inheritdoc cref="CannotStartException" />
    public CannotStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

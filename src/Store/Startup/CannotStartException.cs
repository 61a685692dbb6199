namespace BusQStash.Store.Startup;

/// <summary>A failed start that an operator can fix: the message names the cause and the remedy, so no stack trace is needed.</summary>
public sealed class CannotStartException : Exception
{
    /// <inheritdoc cref="CannotStartException" />
    public CannotStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

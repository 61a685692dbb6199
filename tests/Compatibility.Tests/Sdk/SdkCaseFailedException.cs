namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>A case of the SDK failed; the message is what Node.js wrote.</summary>
public sealed class SdkCaseFailedException : Exception
{
    public SdkCaseFailedException()
    {
    }

    public SdkCaseFailedException(string message)
        : base(message)
    {
    }

    public SdkCaseFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

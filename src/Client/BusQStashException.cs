using System.Net;

namespace BusQStash.Client;

/// <summary>A call that did not succeed: refused by the server, or without an answer.</summary>
public sealed class BusQStashException : Exception
{
    internal BusQStashException(HttpStatusCode status, string? error, TimeSpan? retryAfter)
        : base($"The server answered {(int)status}{(string.IsNullOrEmpty(error) ? "" : $": {error}")}")
    {
        StatusCode = status;
        Error = error;
        RetryAfter = retryAfter;
    }

    internal BusQStashException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>The status of the answer; <see langword="null"/> when no (readable) answer came. Then the call may have had its effect all the same.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>What the server said was wrong; it names the header or member.</summary>
    public string? Error { get; }

    /// <summary>How long the server asks to wait before the next call, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether what was asked for is not there (any more): 404.</summary>
    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;
}

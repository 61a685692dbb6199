using System.Net;

namespace BusQStash.Client;

/// <summary>A call failed: the server refused it, or no answer came.</summary>
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

    /// <summary>The status of the answer; <see langword="null"/> when no (readable) answer came. In that case the call may still have taken effect.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>The server's error text; it names the header or member.</summary>
    public string? Error { get; }

    /// <summary>The wait the server asks for before the next call, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the requested item does not exist (any more): 404.</summary>
    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;
}

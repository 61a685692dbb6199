using System.Diagnostics;
using System.Globalization;
using BusQStash.Rules.Headers;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>How an attempt ended. There are no other endings.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The answer, if a complete one came.</summary>
    public ResponseRecord? Answer => this switch
    {
        Delivered delivered => delivered.Response,
        Rejected rejected => rejected.Response,
        NotRetryable refused => refused.Response,
        Unreachable => null,
        _ => throw new UnreachableException(),
    };

    /// <summary>Why the attempt failed, in words; <see langword="null"/> when it did not.</summary>
    public string? Words => this switch
    {
        Delivered => null,
        Rejected rejected => string.Create(CultureInfo.InvariantCulture, $"The destination answered with status {rejected.Response.Status}."),
        NotRetryable { Error: { } error } => error,
        NotRetryable refused => string.Create(
            CultureInfo.InvariantCulture, $"The destination answered with status {refused.Response.Status} and {DestinationHeaders.NonRetryableError}: true."),
        Unreachable unreachable => unreachable.Error,
        _ => throw new UnreachableException(),
    };

    /// <summary>The destination answered with a 2xx.</summary>
    internal sealed record Delivered(ResponseRecord Response) : DeliveryOutcome;

    /// <summary>The destination answered with anything else.</summary>
    internal sealed record Rejected(ResponseRecord Response) : DeliveryOutcome;

    /// <summary>The destination answered that it will never take the message (wire contract 10.1).</summary>
    /// <param name="Response">The answer.</param>
    /// <param name="Error">Why, where the answer itself does not say so.</param>
    internal sealed record NotRetryable(ResponseRecord Response, string? Error = null) : DeliveryOutcome;

    /// <summary>There was no complete answer.</summary>
    internal sealed record Unreachable(DeliveryFault Fault, string Error) : DeliveryOutcome;
}

using System.Net.Sockets;
using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Destinations;

/// <summary>Tells what an exception of the HTTP handler means for a publisher.</summary>
internal static class DeliveryFaults
{
    private const int MostQuoted = 500;

    /// <summary>Whether the attempt could not be made for want of something on this machine: the destination has no part in that, and the attempt must not count.</summary>
    public static bool IsOurs(Exception exception) =>
        Find<SocketException>(exception)?.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;

    /// <summary>The outcome an exception stands for; <see langword="null"/> for one that no destination can cause.</summary>
    public static DeliveryOutcome.Unreachable? Of(Exception exception) => exception switch
    {
        _ when Find<DestinationDeniedException>(exception) is { } denied => new(DeliveryFault.DeniedAddress, denied.Message),

        // The handler's way to say that its connect timeout is up.
        OperationCanceledException or HttpRequestException { InnerException: OperationCanceledException } =>
            new(DeliveryFault.Timeout, "The destination could not be connected to in time."),
        HttpRequestException request => Of(request.HttpRequestError, request),
        HttpIOException io => Of(io.HttpRequestError, io),
        IOException or SocketException => new(DeliveryFault.BrokenOff, $"The connection broke off: {Reason(exception)}"),
        _ => null,
    };

    private static DeliveryOutcome.Unreachable Of(HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.NameResolutionError => new(DeliveryFault.UnknownHost, $"The destination's host is not known: {Reason(exception)}"),
        _ when IsUnknownHost(exception) => new(DeliveryFault.UnknownHost, $"The destination's host is not known: {Reason(exception)}"),
        HttpRequestError.ConnectionError => new(DeliveryFault.Connection, $"No connection to the destination: {Reason(exception)}"),
        HttpRequestError.SecureConnectionError => new(DeliveryFault.Tls, $"No secure connection to the destination: {Reason(exception)}"),
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
            new(DeliveryFault.InvalidAnswer, $"The destination's answer is not valid HTTP: {Reason(exception)}"),
        _ => new(DeliveryFault.BrokenOff, $"The connection ended before the answer was complete: {Reason(exception)}"),
    };

    private static bool IsUnknownHost(Exception exception) =>
        Find<SocketException>(exception)?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;

    /// <summary>
    /// The innermost text: the outer ones say only that something went wrong inside. It may quote what the destination sent: as much of it as people read, and no
    /// control characters, which a database or a terminal takes for something else.
    /// </summary>
    private static string Reason(Exception exception)
    {
        var text = exception.GetBaseException().Message;
        var length = Math.Min(text.Length, MostQuoted);
        var printable = string.Create(length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
            }
        });
        return length < text.Length ? printable + "…" : printable;
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return (T?)exception;
    }
}

using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Client.Receiving;

/// <summary>A delivery's metadata, read from its headers. As a parameter of a minimal API handler it is bound automatically.</summary>
/// <param name="MessageId">The message id, the same on every attempt; an idempotency key for the receiver.</param>
/// <param name="Retried">Attempts made before this one.</param>
/// <param name="TopicName">The URL group it was published to.</param>
/// <param name="ScheduleId">The schedule it came from.</param>
/// <param name="CallerIp">The address of its publisher.</param>
public sealed record QStashDelivery(string MessageId, int Retried, string? TopicName, string? ScheduleId, string? CallerIp)
{
    /// <summary>Reads a request's headers.</summary>
    public static QStashDelivery Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = int.TryParse(request.Headers["Upstash-Retried"], NumberStyles.None, CultureInfo.InvariantCulture, out var retried);
        return new QStashDelivery(
            request.Headers["Upstash-Message-Id"].ToString(),
            retried,
            One(request, "Upstash-Topic-Name"),
            One(request, "Upstash-Schedule-Id"),
            One(request, "Upstash-Caller-Ip"));
    }

    /// <summary>Binds the parameter of a minimal API handler.</summary>
    public static ValueTask<QStashDelivery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<QStashDelivery?>(Of(context.Request));
    }

    private static string? One(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;
}

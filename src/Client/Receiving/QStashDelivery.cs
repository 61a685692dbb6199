using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Client.Receiving;

/// <summary>What the server says about a delivery in its headers. As a parameter of a minimal API handler it is filled by itself.</summary>
/// <param name="MessageId">The message, the same on every attempt: what has been done for it need not be done again.</param>
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

    /// <summary>For minimal APIs.</summary>
    public static ValueTask<QStashDelivery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<QStashDelivery?>(Of(context.Request));
    }

    private static string? One(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;
}

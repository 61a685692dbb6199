using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Http;

/// <summary>The queues and hosts a token is bound to.</summary>
/// <param name="Queues">The queues it may enqueue into, in which case it may not publish outside queues; empty for all.</param>
/// <param name="Hosts">The hosts its messages and their callbacks may go to: a name, or <c>*.example.com</c> for those below one; empty for all.</param>
internal sealed record Bounds(IReadOnlyList<string> Queues, IReadOnlyList<string> Hosts)
{
    private const string Below = "*.";

    internal static Bounds? Of(IReadOnlyList<string> queues, IReadOnlyList<string> hosts) =>
        queues.Count == 0 && hosts.Count == 0 ? null : new Bounds(queues, hosts);

    /// <summary>Whether a text is a host name, or the wildcard form for the hosts below one.</summary>
    internal static bool IsHost(string text)
    {
        var host = text.StartsWith(Below, StringComparison.Ordinal) ? text[Below.Length..] : text;
        return Uri.CheckHostName(host.Trim('[', ']')) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
    }

    /// <summary>Why a message is out of bounds; <see langword="null"/> when it is not.</summary>
    internal string? Refuse(MessageSpec spec)
    {
        if (Queues.Count > 0 && (spec.QueueName is not { } queue || !Queues.Contains(queue, StringComparer.Ordinal)))
        {
            return $"this token enqueues into {string.Join(", ", Queues)} only";
        }

        return Urls(spec).Select(RefuseHost).FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>Why a workflow run is out of bounds, given its endpoint; <see langword="null"/> when it is not. Its messages are in no queue.</summary>
    internal string? RefuseRun(string url) => Refuse(new MessageSpec { Url = url });

    /// <summary>Why a URL is out of bounds; <see langword="null"/> when it is not.</summary>
    internal string? RefuseHost(string url)
    {
        if (Hosts.Count == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && Hosts.Any(host => Fits(host, parsed.IdnHost.TrimEnd('.')))))
        {
            return null;
        }

        return $"this token's messages go to {string.Join(", ", Hosts)} only";
    }

    /// <summary>All URLs that will be called for the message, callbacks included.</summary>
    private static IEnumerable<string> Urls(MessageSpec spec) => [spec.Url, .. Urls(spec.Callback), .. Urls(spec.FailureCallback)];

    private static IEnumerable<string> Urls(CallbackSpec? callback) => callback is null ? [] : [callback.Url, .. Urls(callback.FailureCallback)];

    private static bool Fits(string bound, string host) => bound.StartsWith(Below, StringComparison.Ordinal)
        ? host.EndsWith(bound[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(bound.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}

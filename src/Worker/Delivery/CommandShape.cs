using System.Buffers;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>
/// Tells a command that can be worked from one that only looks like it. JSON leaves members empty that code takes for given; such a command would
/// fail in the middle of its attempt, be given back, and come again for ever.
/// </summary>
internal static class CommandShape
{
    // Ten times what any setting allows, and far from overflowing.
    private const long LongestDelayMs = 100L * 365 * 24 * 3600 * 1000;

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static bool IsWhole(DeliverMessage command) =>
        command is { MessageId.Length: > 0, Attempt: >= 0, Spec: { Url.Length: > 0 } spec }
        && IsTime(command.CreatedAt)
        && IsTime(spec.NotBefore ?? 0)
        && IsMethod(spec.Method)
        && AreWhole(spec.Headers)
        && AreWhole(spec.Options)
        && spec.Labels is not null
        && IsWhole(spec.Callback)
        && IsWhole(spec.FailureCallback);

    /// <summary>The message of a command that is whole.</summary>
    public static StoredMessage MessageOf(DeliverMessage command, ReadOnlyMemory<byte> body) => new(
        command.MessageId, command.Spec, body, MessageState.Ready, command.Attempt, command.Seq, DateTimeOffset.FromUnixTimeMilliseconds(command.CreatedAt));

    private static bool IsWhole(CallbackSpec? callback) =>
        callback is null
        || (callback.Url is { Length: > 0 }
            && callback.DelayMs >= 0 && callback.DelayMs <= LongestDelayMs
            && IsMethod(callback.Method)
            && AreWhole(callback.Headers)
            && AreWhole(callback.Options)
            && IsWhole(callback.FailureCallback));

    private static bool AreWhole(IReadOnlyList<HeaderLine>? headers) =>
        headers is not null && headers.All(header => header is { Name: not null, Value: not null });

    private static bool IsMethod(string? method) => method is { Length: > 0 } && !method.AsSpan().ContainsAnyExcept(MethodCharacters);

    private static bool IsTime(long milliseconds) => milliseconds >= Earliest && milliseconds <= Latest;
}

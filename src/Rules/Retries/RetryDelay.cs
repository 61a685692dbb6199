using BusQStash.Contracts.Messages;

namespace BusQStash.Rules.Retries;

/// <summary>The wait before the next attempt: what the destination dictates, else what the publisher asked for, else the default.</summary>
internal static class RetryDelay
{
    /// <param name="expression">The publisher's <c>Upstash-Retry-Delay</c>, if there is one.</param>
    /// <param name="number">Attempts made before the one that failed: 0 for the first.</param>
    /// <param name="answered">The headers of its answer, when there was one.</param>
    /// <param name="factor">Factor of the default backoff.</param>
    /// <param name="now">When it failed.</param>
    public static TimeSpan After(string? expression, int number, IReadOnlyList<HeaderLine>? answered, double factor, DateTimeOffset now) =>
        (answered is null ? null : RetryAfter.From(answered, now))
        ?? (expression is null ? null : Evaluate(expression, number))
        ?? Backoff.Before(number + 1, factor);

    /// <summary>An expression that cannot be read was refused when the message was published; if one is here all the same, the default serves.</summary>
    private static TimeSpan? Evaluate(string expression, int retried) =>
        RetryDelayExpression.TryParse(expression, out var parsed, out _) ? FromMilliseconds(parsed!.Evaluate(retried)) : null;

    /// <summary>Negative and impossible results mean at once, results above a day mean a day (wire contract 10.4).</summary>
    internal static TimeSpan FromMilliseconds(double milliseconds) => milliseconds switch
    {
        _ when !double.IsFinite(milliseconds) || milliseconds <= 0 => TimeSpan.Zero,
        _ when milliseconds >= Backoff.Longest.TotalMilliseconds => Backoff.Longest,
        _ => TimeSpan.FromMilliseconds(milliseconds),
    };
}

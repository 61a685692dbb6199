using BusQStash.Contracts.Messages;

namespace BusQStash.Rules.Retries;

/// <summary>The wait before the next attempt: the destination's request, else the publisher's expression, else the default backoff.</summary>
internal static class RetryDelay
{
    /// <param name="expression">The publisher's <c>Upstash-Retry-Delay</c>, if any.</param>
    /// <param name="number">Attempts made before the one that failed: 0 for the first.</param>
    /// <param name="answered">The headers of its answer, if one came.</param>
    /// <param name="factor">Factor of the default backoff.</param>
    /// <param name="now">When it failed.</param>
    public static TimeSpan After(string? expression, int number, IReadOnlyList<HeaderLine>? answered, double factor, DateTimeOffset now) =>
        (answered is null ? null : RetryAfter.From(answered, now))
        ?? (expression is null ? null : Evaluate(expression, number))
        ?? Backoff.Before(number + 1, factor);

    /// <summary>An invalid expression is refused on publish; if one is stored all the same, the default applies.</summary>
    private static TimeSpan? Evaluate(string expression, int retried) =>
        RetryDelayExpression.TryParse(expression, out var parsed, out _) ? FromMilliseconds(parsed!.Evaluate(retried)) : null;

    /// <summary>Negative and undefined results mean at once, results above a day mean a day (wire contract 10.4).</summary>
    internal static TimeSpan FromMilliseconds(double milliseconds) => milliseconds switch
    {
        _ when !double.IsFinite(milliseconds) || milliseconds <= 0 => TimeSpan.Zero,
        _ when milliseconds >= Backoff.Longest.TotalMilliseconds => Backoff.Longest,
        _ => TimeSpan.FromMilliseconds(milliseconds),
    };
}

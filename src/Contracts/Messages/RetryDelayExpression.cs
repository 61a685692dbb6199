namespace BusQStash.Contracts.Messages;

/// <summary>
/// The expression of an <c>Upstash-Retry-Delay</c> header (wire contract 10.4): the wait before the next attempt in milliseconds,
/// as a function of the number of retries made.
/// </summary>
/// <remarks>
/// Variable <c>retried</c>; functions <c>pow exp sqrt abs floor ceil round min max</c>; <c>+ - * /</c>, parentheses, decimal numbers.
/// Untrusted text may be parsed: length and nesting are bounded, and parsing never throws.
/// </remarks>
public sealed class RetryDelayExpression
{
    /// <summary>Longer texts are refused; a genuine expression fits on a line.</summary>
    public const int MaxLength = 512;

    /// <summary>The longest wait an expression can ask for, one day in milliseconds.</summary>
    public const double MaxDelayMs = 86_400_000;

    private readonly RetryDelayNode _root;

    private RetryDelayExpression(RetryDelayNode root) => _root = root;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text of the header.</param>
    /// <param name="expression">The expression; <see langword="null"/> when the text is invalid.</param>
    /// <param name="error">The error in the text and its position; <see langword="null"/> without an error.</param>
    public static bool TryParse(string text, out RetryDelayExpression? expression, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        expression = null;
        if (text.Length > MaxLength)
        {
            error = $"the expression is longer than {MaxLength} characters";
            return false;
        }

        var parser = new RetryDelayParser(text);
        var root = parser.Parse();
        error = parser.Error;
        if (root is null)
        {
            return false;
        }

        expression = new RetryDelayExpression(root);
        return true;
    }

    /// <summary>
    /// Milliseconds to wait: between 0 and <see cref="MaxDelayMs"/>. A negative or non-finite result counts as 0.
    /// </summary>
    /// <param name="retried">Retries already made: 0 before the first retry.</param>
    public double Evaluate(int retried)
    {
        var result = _root.Evaluate(retried);
        return double.IsFinite(result) && result > 0 ? Math.Min(result, MaxDelayMs) : 0;
    }
}

namespace BusQStash.Contracts.Messages;

/// <summary>
/// The expression of an <c>Upstash-Retry-Delay</c> header (wire contract 10.4): how long to wait before the next attempt, in milliseconds,
/// by how often the message has been retried.
/// </summary>
/// <remarks>
/// Variable <c>retried</c>; functions <c>pow exp sqrt abs floor ceil round min max</c>; <c>+ - * /</c>, parentheses, decimal numbers.
/// Text from anyone may be parsed: length and nesting are bounded, and nothing in it can throw.
/// </remarks>
public sealed class RetryDelayExpression
{
    /// <summary>Longer texts are refused: an honest expression fits on a line.</summary>
    public const int MaxLength = 512;

    /// <summary>The longest wait an expression can ask for, one day in milliseconds.</summary>
    public const double MaxDelayMs = 86_400_000;

    private readonly RetryDelayNode _root;

    private RetryDelayExpression(RetryDelayNode root) => _root = root;

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text of the header.</param>
    /// <param name="expression">The expression; <see langword="null"/> when the text is none.</param>
    /// <param name="error">What is wrong with the text and where; <see langword="null"/> when nothing is.</param>
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
    /// Milliseconds to wait: between 0 and <see cref="MaxDelayMs"/>. A result that is negative or no finite number counts as 0.
    /// </summary>
    /// <param name="retried">Retries already made: 0 before the first retry.</param>
    public double Evaluate(int retried)
    {
        var result = _root.Evaluate(retried);
        return double.IsFinite(result) && result > 0 ? Math.Min(result, MaxDelayMs) : 0;
    }
}

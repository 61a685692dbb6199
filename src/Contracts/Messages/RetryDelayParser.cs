using System.Globalization;

namespace BusQStash.Contracts.Messages;

/// <summary>Recursive-descent parser for <c>sum := product (+|- product)*; product := factor (*|/ factor)*; factor := -factor | number | retried | f(…) | (sum)</c>.</summary>
internal sealed class RetryDelayParser(string text)
{
    /// <summary>Deeper nesting is refused, so that no text can exhaust the stack.</summary>
    private const int MaxDepth = 64;

    private static readonly Dictionary<string, Func<double, double>> UnaryFunctions = new(StringComparer.Ordinal)
    {
        ["exp"] = Math.Exp,
        ["sqrt"] = Math.Sqrt,
        ["abs"] = Math.Abs,
        ["floor"] = Math.Floor,
        ["ceil"] = Math.Ceiling,
        ["round"] = static x => Math.Round(x, MidpointRounding.AwayFromZero),
    };

    private static readonly Dictionary<string, Func<double, double, double>> BinaryFunctions = new(StringComparer.Ordinal)
    {
        ["pow"] = Math.Pow,
        ["min"] = Math.Min,
        ["max"] = Math.Max,
    };

    private int _position;
    private int _depth;

    /// <summary>The first error found.</summary>
    internal string? Error { get; private set; }

    /// <summary>Parses the whole text as one expression; <see langword="null"/> when it is invalid.</summary>
    internal RetryDelayNode? Parse()
    {
        var root = Sum();
        return root is not null && Peek() != '\0' ? Fail("an operator or the end") : root;
    }

    private RetryDelayNode? Sum()
    {
        if (++_depth > MaxDepth)
        {
            Error ??= $"the expression is nested deeper than {MaxDepth} levels";
            return null;
        }

        var left = Product();
        while (left is not null && Peek() is '+' or '-')
        {
            var plus = text[_position++] == '+';
            left = Combine(plus ? static (x, y) => x + y : static (x, y) => x - y, left, Product());
        }

        _depth--;
        return left;
    }

    private RetryDelayNode? Product()
    {
        var left = Factor();
        while (left is not null && Peek() is '*' or '/')
        {
            var times = text[_position++] == '*';
            left = Combine(times ? static (x, y) => x * y : static (x, y) => x / y, left, Factor());
        }

        return left;
    }

    private RetryDelayNode? Factor()
    {
        // Counted rather than recursed: a line of minus signs must not exhaust the stack.
        var negative = false;
        while (Peek() == '-')
        {
            _position++;
            negative = !negative;
        }

        var value = Primary();
        return negative && value is not null ? new RetryDelayNode.Unary(static x => -x, value) : value;
    }

    private RetryDelayNode? Primary() => Peek() switch
    {
        '(' => Parenthesis(),
        (>= '0' and <= '9') or '.' => Number(),
        >= 'a' and <= 'z' => Name(),
        _ => Fail("a number, retried, a function or a parenthesis"),
    };

    private RetryDelayNode? Parenthesis()
    {
        _position++;
        var inner = Sum();
        return inner is not null && Take(')') ? inner : null;
    }

    private RetryDelayNode? Number()
    {
        var start = _position;
        while (_position < text.Length && (char.IsAsciiDigit(text[_position]) || text[_position] == '.'))
        {
            _position++;
        }

        return double.TryParse(text.AsSpan(start.._position), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new RetryDelayNode.Number(value)
            : FailAt(start, "a number");
    }

    private RetryDelayNode? Name()
    {
        var start = _position;
        while (_position < text.Length && char.IsAsciiLetterLower(text[_position]))
        {
            _position++;
        }

        var name = text[start.._position];
        if (name == "retried")
        {
            return new RetryDelayNode.Retried();
        }

        if (UnaryFunctions.TryGetValue(name, out var unary))
        {
            return Take('(') && Sum() is { } operand && Take(')') ? new RetryDelayNode.Unary(unary, operand) : null;
        }

        return BinaryFunctions.TryGetValue(name, out var binary) ? Call(binary) : FailAt(start, "retried or a known function");
    }

    private RetryDelayNode.Binary? Call(Func<double, double, double> function) =>
        Take('(') && Sum() is { } left && Take(',') && Sum() is { } right && Take(')')
            ? new RetryDelayNode.Binary(function, left, right)
            : null;

    private static RetryDelayNode.Binary? Combine(Func<double, double, double> function, RetryDelayNode left, RetryDelayNode? right) =>
        right is null ? null : new RetryDelayNode.Binary(function, left, right);

    /// <summary>The next non-blank character; NUL at the end (a NUL in the text is refused as an unexpected character).</summary>
    private char Peek()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t')
        {
            _position++;
        }

        return _position < text.Length ? (text[_position] == '\0' ? '\u0001' : text[_position]) : '\0';
    }

    private bool Take(char expected)
    {
        if (Peek() == expected)
        {
            _position++;
            return true;
        }

        Fail($"'{expected}'");
        return false;
    }

    private RetryDelayNode? Fail(string expected) => FailAt(_position, expected);

    private RetryDelayNode? FailAt(int position, string expected)
    {
        Error ??= $"expected {expected} at position {position + 1}";
        return null;
    }
}

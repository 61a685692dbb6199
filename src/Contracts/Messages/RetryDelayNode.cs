namespace BusQStash.Contracts.Messages;

/// <summary>One node of a parsed retry delay expression.</summary>
internal abstract record RetryDelayNode
{
    private RetryDelayNode()
    {
    }

    /// <summary>The node's value.</summary>
    internal abstract double Evaluate(double retried);

    internal sealed record Number(double Value) : RetryDelayNode
    {
        internal override double Evaluate(double retried) => Value;
    }

    internal sealed record Retried : RetryDelayNode
    {
        internal override double Evaluate(double retried) => retried;
    }

    internal sealed record Unary(Func<double, double> Function, RetryDelayNode Operand) : RetryDelayNode
    {
        internal override double Evaluate(double retried) => Function(Operand.Evaluate(retried));
    }

    internal sealed record Binary(Func<double, double, double> Function, RetryDelayNode Left, RetryDelayNode Right) : RetryDelayNode
    {
        internal override double Evaluate(double retried) => Function(Left.Evaluate(retried), Right.Evaluate(retried));
    }
}

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Something wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Text">In words.</param>
internal sealed record Finding(FindingKind Kind, TimeSpan At, string Text)
{
    public override string ToString() => $"{At}: {Kind}: {Text}";
}

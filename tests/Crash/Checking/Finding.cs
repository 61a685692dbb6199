using System.Globalization;

namespace BusQStash.Crash.Checking;

/// <summary>One broken promise.</summary>
/// <param name="Kind">Which.</param>
/// <param name="At">When it showed.</param>
/// <param name="Text">What was seen, enough to look it up in the logs.</param>
/// <param name="ByFreeze">
/// It is the one exception that no sender can close (docs/reliability.md): a process that stood still woke up after its lease had gone to another.
/// </param>
internal sealed record Finding(FindingKind Kind, TimeSpan At, string Text, bool ByFreeze = false)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{At.TotalSeconds:0.000} {Kind}{(ByFreeze ? " (by a process that was frozen)" : "")}: {Text}");
}

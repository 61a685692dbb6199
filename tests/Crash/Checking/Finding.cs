using System.Globalization;

namespace BusQStash.Crash.Checking;

/// <summary>One violated promise.</summary>
/// <param name="Kind">The kind of violation.</param>
/// <param name="At">When it was observed.</param>
/// <param name="Text">The observation, with enough detail to find it in the logs.</param>
/// <param name="ByFreeze">
/// It is the one exception that no sender can prevent (docs/reliability.md): a suspended process resumed after its lease had passed to another.
/// </param>
internal sealed record Finding(FindingKind Kind, TimeSpan At, string Text, bool ByFreeze = false)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{At.TotalSeconds:0.000} {Kind}{(ByFreeze ? " (by a process that was frozen)" : "")}: {Text}");
}

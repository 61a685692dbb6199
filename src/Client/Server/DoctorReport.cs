namespace BusQStash.Client.Server;

/// <summary>The doctor's report on the deployment.</summary>
/// <param name="At">When the examination began; at most five seconds ago.</param>
/// <param name="State">The worst of the findings: <c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Items">The findings, ordered by subject.</param>
public sealed record DoctorReport(DateTimeOffset At, string State, IReadOnlyList<DoctorFinding> Items)
{
    /// <summary>Whether no finding needs attention.</summary>
    public bool IsOk => State == "ok";
}

namespace BusQStash.Client.Server;

/// <summary>What is wrong with the deployment.</summary>
/// <param name="At">When the server began to look; at most five seconds ago.</param>
/// <param name="State">The worst of the findings: <c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Items">The findings, in the order of what they are about.</param>
public sealed record DoctorReport(DateTimeOffset At, string State, IReadOnlyList<DoctorFinding> Items)
{
    /// <summary>Whether nothing needs somebody.</summary>
    public bool IsOk => State == "ok";
}

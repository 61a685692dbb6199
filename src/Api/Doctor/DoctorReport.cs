namespace BusQStash.Api.Doctor;

/// <summary>All that the doctor found.</summary>
/// <param name="At">When it began to look, unix milliseconds.</param>
/// <param name="State">The worst of the findings: ok, warn or fail. What could not be seen does not count.</param>
/// <param name="Items">The findings, in the order of what they are about.</param>
internal sealed record DoctorReport(long At, string State, IReadOnlyList<Finding> Items)
{
    internal static DoctorReport Of(long at, IReadOnlyList<Finding> findings) => new(
        at,
        findings.Any(finding => finding.State == Finding.Fail) ? Finding.Fail : findings.Any(finding => finding.State == Finding.Warn) ? Finding.Warn : Finding.Ok,
        findings);
}

namespace BusQStash.Api.Doctor;

/// <summary>The doctor's report.</summary>
/// <param name="At">When the examination began, unix milliseconds.</param>
/// <param name="State">The most severe finding: ok, warn or fail. Checks that could not be made do not count.</param>
/// <param name="Items">The findings, ordered by subject.</param>
internal sealed record DoctorReport(long At, string State, IReadOnlyList<Finding> Items)
{
    internal static DoctorReport Of(long at, IReadOnlyList<Finding> findings) => new(
        at,
        findings.Any(finding => finding.State == Finding.Fail) ? Finding.Fail : findings.Any(finding => finding.State == Finding.Warn) ? Finding.Warn : Finding.Ok,
        findings);
}

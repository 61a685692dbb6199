using System.Globalization;
using System.Text;

namespace BusQStash.Api.Doctor;

/// <summary>Formats a report for people.</summary>
internal static class DoctorText
{
    internal static string Of(DoctorReport report)
    {
        var text = new StringBuilder();
        var width = report.Items.Max(finding => finding.Name.Length);
        foreach (var finding in report.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Word(finding.State),-8}  {finding.Name.PadRight(width)}  {finding.Text}").Append('\n');
            if (finding.Remedy is { } remedy)
            {
                text.Append(CultureInfo.InvariantCulture, $"{"",8}  {"".PadRight(width)}  → {remedy}").Append('\n');
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{Count(Finding.Fail)} errors, {Count(Finding.Warn)} warnings, {Count(Finding.Unknown)} not seen").ToString();

        int Count(string state) => report.Items.Count(finding => finding.State == state);
    }

    private static string Word(string state) => state switch
    {
        Finding.Ok => "ok",
        Finding.Unknown => "not seen",
        Finding.Warn => "warning",
        _ => "ERROR",
    };
}

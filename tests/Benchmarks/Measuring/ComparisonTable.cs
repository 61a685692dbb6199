using System.Globalization;
using System.Text;

namespace BusQStash.Benchmarks.Measuring;

/// <summary>A comparison for people: two tables in Markdown.</summary>
internal static class ComparisonTable
{
    public static string Of(Comparison comparison)
    {
        var text = new StringBuilder();
        Line(text, $"### {comparison.Row.ToUpperInvariant()}: {comparison.Title}\n");
        foreach (var note in comparison.Notes)
        {
            Line(text, $"- {note}");
        }

        Line(text, "");
        AddFigures(text, comparison);
        AddCpu(text, comparison);
        return text.ToString();
    }

    private static void AddFigures(StringBuilder text, Comparison comparison)
    {
        string[] figures = [.. comparison.Outcomes.SelectMany(outcome => outcome.Figures).Distinct()];
        Line(text, $"| | {string.Join(" | ", figures)} | ratio | of each pair |");
        Line(text, $"|---|{string.Concat(figures.Select(_ => "---|"))}---|---|");
        foreach (var outcome in comparison.Outcomes)
        {
            var cells = figures.Select(name => outcome.Figures.Contains(name) ? Text(outcome.Figure(name)) : "");
            var ratio = comparison.Ratio(outcome) is { } found
                ? $"{Number(found.OfMedians)} × {outcome.Against} | {Number(found.OfPairs.Min)} to {Number(found.OfPairs.Max)}"
                : " | ";
            Line(text, $"| {outcome.Name} | {string.Join(" | ", cells)} | {ratio} |");
        }
    }

    private static void AddCpu(StringBuilder text, Comparison comparison)
    {
        string[] processes = [.. comparison.Outcomes.SelectMany(outcome => outcome.Processes).Distinct()];
        if (processes.Length == 0)
        {
            return;
        }

        Line(text, $"\nProcessor time, µs a message (median of the runs):\n\n| | {string.Join(" | ", processes)} | all |");
        Line(text, $"|---|{string.Concat(processes.Select(_ => "---|"))}---|");
        foreach (var outcome in comparison.Outcomes)
        {
            var cells = processes.Select(process => outcome.Processes.Contains(process) ? Number(outcome.Cpu(process).Median) : "");
            Line(text, $"| {outcome.Name} | {string.Join(" | ", cells)} | {Text(outcome.TotalCpu())} |");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Text(Spread spread) => $"{Number(spread.Median)} ({Number(spread.Min)} to {Number(spread.Max)})";

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : "N0", CultureInfo.InvariantCulture);
}

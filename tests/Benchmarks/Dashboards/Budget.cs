using System.Globalization;

namespace BusQStash.Benchmarks.Dashboards;

/// <summary>Something that was measured, beside what it may be at most.</summary>
internal sealed record Budget(string What, double Measured, double AtMost, string Unit)
{
    public static void Print(string title, IEnumerable<Budget> budgets)
    {
        Console.WriteLine($"\n{title}\n\n| what | measured | budget | |\n|---|---|---|---|");
        foreach (var budget in budgets)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {budget.What} | {budget.Measured:0.##} {budget.Unit} | {budget.AtMost:0.##} {budget.Unit} | {(budget.Measured <= budget.AtMost ? "kept" : "**missed**")} |"));
        }
    }
}

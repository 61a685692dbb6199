using System.Diagnostics;
using System.Globalization;

namespace BusQStash.Benchmarks.Dashboards;

/// <summary>Takes one measurement after the other and prints all of them as one table. One that fails takes no other with it.</summary>
internal sealed class BudgetTable
{
    /// <summary>Longer than ten minutes of Live with the publisher's way to the last arrival.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<string> _rows = [];
    private readonly List<string> _failed = [];

    public Task MeasureAsync(string what, Func<Task<Budget>> measure) => MeasureAsync(what, async () => [await measure()]);

    public async Task MeasureAsync(string what, Func<Task<IReadOnlyList<Budget>>> measure)
    {
        await SayAsync(what);
        try
        {
            foreach (var budget in await measure().WaitAsync(Limit))
            {
                _rows.Add(Row(budget));
                await Console.Error.WriteLineAsync($"        {_rows[^1]}");
            }
        }
        catch (Exception exception)
        {
            _failed.Add(what);
            _rows.Add($"| {what} | could not be measured | **no** |");
            await Console.Error.WriteLineAsync($"{what} failed: {exception}");
        }
    }

    /// <summary>What happens now, with the time since the beginning.</summary>
    public async Task SayAsync(string what) =>
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $@"{Stopwatch.GetElapsedTime(_started):mm\:ss} {what}"));

    /// <exception cref="InvalidOperationException">Something could not be measured; it is thrown when all the rest is printed.</exception>
    public void Print()
    {
        Console.WriteLine($"\n| budget | measured | met |\n|---|---|---|\n{string.Join('\n', _rows)}\n");
        if (_failed.Count > 0)
        {
            throw new InvalidOperationException($"Not measured: {string.Join(", ", _failed)}.");
        }
    }

    private static string Row(Budget budget) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {budget.What}: at most {$"{budget.AtMost:0.##} {budget.Unit}".Trim()} | {$"{budget.Measured:0.##} {budget.Unit}".Trim()} | {(budget.Measured <= budget.AtMost ? "yes" : "**no**")} |");
}

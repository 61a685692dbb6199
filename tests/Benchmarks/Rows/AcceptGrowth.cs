using System.Globalization;
using BusQStash.Benchmarks.Ledgers;
using BusQStash.Benchmarks.Lists;
using BusQStash.Benchmarks.Measuring;
using BusQStash.Benchmarks.Systems;

namespace BusQStash.Benchmarks.Rows;

/// <summary>How accepting gets slower as the logs grow: each size in a database of its own, in turn.</summary>
internal static class AcceptGrowth
{
    /// <summary>Of so many rows of logs one belongs to a dead letter.</summary>
    private const int RowsPerDeadLetter = 40;

    public static async Task RunAsync(Arguments arguments, Report report)
    {
        var messages = arguments.Number("messages", 10_000);
        var connections = arguments.Number("connections", 256);
        var sizes = arguments.Numbers("history", 0, 1_000_000);
        var owned = new Stack<IAsyncDisposable>();
        try
        {
            List<Contender> contenders = [];
            foreach (var rows in sizes)
            {
                contenders.Add(await ContenderAsync(rows, contenders.FirstOrDefault()?.Name));
            }

            foreach (var contender in contenders)
            {
                await contender.RunAsync();
            }

            await report.AddAsync(new Comparison("growth", "accepting over REST beside the logs of earlier messages", await Alternation.RunAsync(arguments, contenders))
            {
                Notes = [$"{messages:N0} messages of 1 KiB a run on {connections} connections; one uncounted run of each before. Earlier messages were written in SQL, over a week."],
            });
        }
        finally
        {
            while (owned.TryPop(out var one))
            {
                await one.DisposeAsync();
            }
        }

        async Task<Contender> ContenderAsync(int rows, string? against)
        {
            var backends = await Backends.StartAsync();
            owned.Push(backends);
            await report.HeadAsync(backends);
            if (rows > 0)
            {
                await FillAsync(backends, rows);
            }

            var system = await BusQStashSystem.StartAsync(backends);
            owned.Push(system);
            var accepting = new Accepting(backends, connections, messages);
            return new Contender(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of logs"), () => accepting.OursAsync(system), against);
        }
    }

    private static async Task FillAsync(Backends backends, int rows)
    {
        await using var ledger = await PostgresLedger.OpenAsync(new Arguments(["--postgres", backends.Postgres.ConnectionString]));
        await new LedgerFiller(ledger, rows, rows / RowsPerDeadLetter).FillAsync(Console.Error.WriteLineAsync);
    }
}

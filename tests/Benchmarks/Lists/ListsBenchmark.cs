using System.Diagnostics;
using BusQStash.Benchmarks.Ledgers;
using BusQStash.Store.Dlq;
using BusQStash.Store.Events;
using Npgsql;

namespace BusQStash.Benchmarks.Lists;

/// <summary>How long a page of the logs and of the dead letters takes in a large ledger: the first page, and page 10,000.</summary>
/// <remarks>Pages are read as the API reads them, in pages of 100, one after the other, warm.</remarks>
internal sealed class ListsBenchmark(PostgresLedger ledger, int repeats)
{
    private const int PageSize = 100;
    private const int DeepPage = 10_000;

    public static async Task RunAsync(Arguments arguments)
    {
        var rows = arguments.Number("rows", 10_000_000);
        var deadLetters = arguments.Number("dead-letters", 1_000_000);
        await using var ledger = await PostgresLedger.OpenAsync(arguments);
        var benchmark = new ListsBenchmark(ledger, arguments.Number("repeats", 20));
        if (await benchmark.CountAsync("select 1 from event limit 1") == 0)
        {
            var started = Stopwatch.GetTimestamp();
            await new LedgerFiller(ledger, rows, deadLetters).FillAsync(Console.Error.WriteLineAsync);
            Console.WriteLine($"Filled in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s.");
        }

        var now = TimeProvider.System.GetUtcNow();
        var messages = await benchmark.CountAsync("select 1 from message");
        var events = await benchmark.CountAsync("select 1 from event");
        await benchmark.PrintAsync($"Logs: {events:N0} entries", EventCases.Of(ledger.Get<IMessageEvents>(), (double)events / messages, now));
        var entries = await benchmark.CountAsync("select 1 from dead_letter");
        await benchmark.PrintAsync($"Dead letters: {entries:N0}", DeadLetterCases.Of(ledger.Get<IDeadLetters>(), now));
    }

    private async Task PrintAsync(string title, IEnumerable<ListCase> cases)
    {
        Console.WriteLine($"\n{title}\n\n| filter | entries | page 1 median | p95 | deep page | median | p95 |\n|---|---|---|---|---|---|---|");
        foreach (var list in cases)
        {
            var found = (long)(await CountAsync(list.Entries) * list.EntriesPerRow);
            var first = await MeasureAsync(list, after: null);

            // A list that is not that long is measured in its middle.
            var pages = found / PageSize;
            var page = pages >= DeepPage ? DeepPage - 1 : pages / 2;
            var deep = "| | | |";
            if (page > 0 && await EntryAsync(list, (long)(page * PageSize / list.EntriesPerRow) - 1) is { } after)
            {
                var times = await MeasureAsync(list, after);
                deep = $"| {page + 1:N0} | {times.Median:F1} ms | {times.P95:F1} ms |";
            }

            Console.WriteLine($"| {list.Name} | {found:N0} | {first.Median:F1} ms | {first.P95:F1} ms {deep}");
        }
    }

    private async Task<(double Median, double P95)> MeasureAsync(ListCase list, (long, string)? after)
    {
        // Twice for nothing: pages come into memory, statements are prepared.
        await list.ReadAsync(after);
        await list.ReadAsync(after);
        var times = new List<double>();
        for (var i = 0; i < repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await list.ReadAsync(after);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[Math.Min(times.Count - 1, times.Count * 95 / 100)]);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = Source();
        await using var command = source.CreateCommand($"select count(*) from ({sql}) s");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<(long, string)?> EntryAsync(ListCase list, long offset)
    {
        await using var source = Source();
        await using var command = source.CreateCommand($"{list.Entries} offset {offset} limit 1");
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private NpgsqlDataSource Source() => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(ledger.ConnectionString) { SearchPath = "busqstash", CommandTimeout = 0 });
}

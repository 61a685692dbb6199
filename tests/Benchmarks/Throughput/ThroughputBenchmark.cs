using System.Diagnostics;
using BusQStash.Benchmarks.Ledgers;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Benchmarks.Throughput;

/// <summary>How many messages a second the ledger accepts and settles, with no broker and no destination between.</summary>
internal static class ThroughputBenchmark
{
    private static readonly HeaderLine[] Headers = [new("Content-Type", "application/json")];

    public static async Task RunAsync(Arguments arguments)
    {
        var messages = arguments.Number("messages", 30_000);
        var callers = arguments.Number("callers", 256);
        await using var ledger = await PostgresLedger.OpenAsync(arguments);
        var writer = ledger.Get<IMessageLedger>();
        await RoundAsync(writer, messages / 10, callers);
        Console.WriteLine("| round | messages a second |");
        Console.WriteLine("|---|---|");
        for (var round = 1; round <= arguments.Number("rounds", 3); round++)
        {
            var started = Stopwatch.GetTimestamp();
            await RoundAsync(writer, messages, callers);
            Console.WriteLine($"| {round} | {messages / Stopwatch.GetElapsedTime(started).TotalSeconds:F0} |");
        }
    }

    private static async Task RoundAsync(IMessageLedger ledger, int messages, int callers)
    {
        var left = messages;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) is var number and >= 0)
            {
                await DeliverAsync(ledger, number);
            }
        }));
    }

    private static async Task DeliverAsync(IMessageLedger ledger, int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = $"msg_{Guid.CreateVersion7(now):N}";
        var spec = new MessageSpec
        {
            Url = $"https://api{number % 50}.example.com/hooks/{number % 500}", Headers = Headers, CallerIp = $"192.0.2.{number % 20}",
        };
        await ledger.AcceptAsync([new NewMessage { Id = id, Spec = spec, Body = new byte[200], CreatedAt = now }], default);
        await ledger.SettleAsync(
            new AttemptSettlement
            {
                MessageId = id,
                Attempt = 0,
                NextState = MessageState.Delivered,
                StartedAt = TimeProvider.System.GetUtcNow(),
                FinishedAt = TimeProvider.System.GetUtcNow(),
                Response = new ResponseRecord(200, [], default, false),
            },
            default);
    }
}

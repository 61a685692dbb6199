using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.Messages;
using BusQStash.Store.Outbox;
using BusQStash.Store.Outbox.Postgres;
using BusQStash.Store.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>Rows of the outbox whose events are published leave it with whatever is committed next.</summary>
public sealed class PublishedRowsTests() : StoreContract(new PostgresHarness())
{
    private static readonly OutboxEntry Told = new("msg_1/told", "MessageDelivered", "{}"u8.ToArray());

    [Fact]
    public async Task They_go_when_the_transaction_that_took_them_commits_and_not_before()
    {
        await using var rows = await RowsAsync();
        var removal = rows.RemoveAsync([Told.Id], None);

        await TransactionAsync(rows, async (transaction, last) =>
        {
            Assert.False(removal.IsCompleted);
            await transaction.CommitAsync(last, None);
        });

        await removal;
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_them_to_the_next()
    {
        await using var rows = await RowsAsync();
        var removal = rows.RemoveAsync([Told.Id], None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => TransactionAsync(rows, async (_, last) =>
        {
            await last.ExecuteAsync(None);
            throw new InvalidOperationException("the work failed");
        }));
        Assert.Single(await ReadAsync());

        await TransactionAsync(rows, (transaction, last) => transaction.CommitAsync(last, None));
        await removal;
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task What_waits_when_the_process_stops_goes_alone()
    {
        await using (var rows = await RowsAsync())
        {
            _ = rows.RemoveAsync([Told.Id], None);
        }

        Assert.Empty(await ReadAsync());
    }

    /// <summary>With one row in the outbox; they go by nothing but what a test does.</summary>
    private async Task<PublishedRows> RowsAsync()
    {
        await AcceptAsync(Message("msg_1"));
        await SettleAsync(Attempt("msg_1", MessageState.Delivered) with { Outbox = [Told] });
        return new PublishedRows(Get<LedgerTransactions>(), NullLogger<PublishedRows>.Instance) { Patience = TimeSpan.FromHours(1) };
    }

    private Task<IReadOnlyList<OutboxEntry>> ReadAsync() => Get<IOutbox>().ReadOlderAsync(DateTimeOffset.MaxValue, 10, None);

    private Task<bool> TransactionAsync(PublishedRows rows, Func<LedgerTransaction, StatementBatch, Task> work) => Get<LedgerTransactions>().RunAsync(
        async (transaction, _) =>
        {
            await using var last = new StatementBatch(transaction.Connection);
            rows.AddTo(last, transaction);
            await work(transaction, last);
            return true;
        },
        None);
}

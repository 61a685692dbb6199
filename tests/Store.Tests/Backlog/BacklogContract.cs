using BusQStash.Contracts.Messages;
using BusQStash.Store.Backlog;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Backlog;

public abstract class BacklogContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000);

    private IBacklog Backlog => Get<IBacklog>();

    [Fact]
    public async Task An_empty_ledger_has_none() => Assert.Equal(new BacklogCounts(0, 0, null), await Backlog.CountAsync(Now, None));

    [Fact]
    public async Task The_head_that_has_been_due_longest_counts_and_those_behind_it_do_not()
    {
        await AcceptAsync("a", "orders", Now.AddMinutes(-5));
        await AcceptAsync("b", "orders", Now.AddMinutes(-9));
        await AcceptAsync("c", "mails", Now.AddMinutes(-2));

        Assert.Equal(Now.AddMinutes(-5), (await Backlog.CountAsync(Now, None)).OldestHeadDueAt);
    }

    [Fact]
    public async Task A_delayed_head_is_due_when_its_delay_ends()
    {
        await AcceptAsync("a", "orders", Now.AddMinutes(-5), notBefore: Now.AddMinutes(-1));
        await AcceptAsync("b", "mails", Now.AddMinutes(-5), notBefore: Now.AddMinutes(1));

        Assert.Equal(Now.AddMinutes(-1), (await Backlog.CountAsync(Now, None)).OldestHeadDueAt);
    }

    [Fact]
    public async Task A_paused_queue_and_unordered_messages_do_not_count()
    {
        await AcceptAsync("a", "orders", Now.AddMinutes(-5));
        await AcceptAsync("b", null, Now.AddMinutes(-5));
        await Get<IQueues>().SetPausedAsync("orders", true, Now, None);

        Assert.Null((await Backlog.CountAsync(Now, None)).OldestHeadDueAt);
    }

    private Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(string id, string? queueName, DateTimeOffset createdAt, DateTimeOffset? notBefore = null) => Get<IMessageLedger>().AcceptAsync(
        [
            new NewMessage
            {
                Id = $"msg_{id}",
                CreatedAt = createdAt,
                Spec = new MessageSpec { Url = "https://example.com", QueueName = queueName, NotBefore = notBefore?.ToUnixTimeMilliseconds() },
            },
        ],
        None);
}

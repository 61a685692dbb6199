using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Store.Tests.Harness;

/// <summary>What every engine must keep to. A class per engine names the harness.</summary>
public abstract class StoreContract(IStoreHarness harness) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>A time without fractions of a millisecond, as the ledger keeps it.</summary>
    protected static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

    protected static CancellationToken None => TestContext.Current.CancellationToken;

    protected virtual IMessageLedger Ledger => Get<IMessageLedger>();

    public async ValueTask InitializeAsync() => await harness.StartAsync(None);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await harness.DisposeAsync();
    }

    protected T Get<T>()
        where T : notnull => harness.Services.GetRequiredService<T>();

    protected static NewMessage Message(string id, MessageSpec? spec = null, DateTimeOffset? createdAt = null) => new()
    {
        Id = id,
        Spec = spec ?? new MessageSpec { Url = "https://example.com/hook" },
        Body = new byte[] { 1, 2, 3 },
        CreatedAt = createdAt ?? Noon,
    };

    protected static MessageSpec InQueue(string queueName) => new() { Url = "https://example.com/hook", QueueName = queueName };

    protected static AttemptSettlement Attempt(string id, MessageState next, int attempt = 0, LaneEpoch? lane = null) => new()
    {
        MessageId = id,
        Attempt = attempt,
        Lane = lane,
        NextState = next,
        NextAttemptAt = next == MessageState.Retrying ? Noon.AddMinutes(1) : null,
        StartedAt = Noon.AddSeconds(1),
        FinishedAt = Noon.AddSeconds(2),
        DlqId = next == MessageState.Failed ? $"dlq-{id}" : null,
        Error = next == MessageState.Delivered ? null : "it said no",
        Response = new ResponseRecord(
            next == MessageState.Delivered ? 200 : 500,
            [new HeaderLine("Content-Type", "text/plain"), new HeaderLine("Set-Cookie", "a=b"), new HeaderLine("Set-Cookie", "c=d")],
            "no"u8.ToArray(),
            Truncated: next == MessageState.Failed),
    };

    protected async Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(params NewMessage[] messages) => await Ledger.AcceptAsync(messages, None);

    protected async Task SettleAsync(AttemptSettlement settlement) =>
        Assert.Equal(SettleStatus.Settled, (await Ledger.SettleAsync(settlement, None)).Status);

    /// <summary>Takes a lane for long enough to work through a test.</summary>
    protected async Task<LaneEpoch> TakeAsync(string queueName) =>
        Assert.Single(await Get<ILanes>().TakeAsync([queueName], TimeSpan.FromMinutes(1), None)).Lane;

    /// <summary>Waits until the condition holds; says what it waited for when that takes too long.</summary>
    protected static async Task EventuallyAsync(string what, Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(None);
        deadline.CancelAfter(Deadline);
        while (!await condition())
        {
            try
            {
                await Task.Delay(10, deadline.Token);
            }
            catch (OperationCanceledException) when (!None.IsCancellationRequested)
            {
                Assert.Fail($"Not within {Deadline}: {what}");
            }
        }
    }
}

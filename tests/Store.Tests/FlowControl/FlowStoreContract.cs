using BusQStash.Contracts.Messages;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.FlowControl;

/// <summary>What the contracts of flow control have in common.</summary>
public abstract class FlowStoreContract(IStoreHarness harness) : StoreContract(harness)
{
    protected IFlowGrants Grants => Get<IFlowGrants>();

    protected IFlowKeys Keys => Get<IFlowKeys>();

    protected static MessageSpec With(
        string key, int? parallelism = null, int? rate = null, int period = 1, string? queueName = null, DateTimeOffset? notBefore = null) => new()
    {
        Url = "https://example.com/hook",
        QueueName = queueName,
        NotBefore = notBefore?.ToUnixTimeMilliseconds(),
        FlowControl = new FlowControlSpec(key, parallelism, rate, period),
    };

    protected Task AcceptManyAsync(MessageSpec spec, params string[] ids) => AcceptAsync([.. ids.Select(id => Message(id, spec))]);

    protected Task<IReadOnlyList<FlowGrant>> GrantAsync(int unordered = 100, int attempts = 1000, IFlowGrants? by = null) =>
        (by ?? Grants).GrantAsync(new FlowAsk(16, unordered, attempts, TimeSpan.FromMilliseconds(20), TimeSpan.Zero), None);

    /// <summary>Grants until nothing more comes for a moment.</summary>
    protected async Task<List<FlowGrant>> GrantAllAsync()
    {
        var all = new List<FlowGrant>();
        for (var empty = 0; empty < 3;)
        {
            var granted = await GrantAsync();
            all.AddRange(granted);
            empty = granted.Count == 0 ? empty + 1 : 0;
            await Task.Delay(granted.Count == 0 ? 30 : 1, None);
        }

        return all;
    }

    protected static string[] Ids(IEnumerable<FlowGrant> grants) => [.. grants.Select(grant => grant.Permit.MessageId)];

    protected async Task<MessageState> StateAsync(string id) => (await Get<IMessages>().FindAsync(id, None))!.State;

    protected async Task<FlowKeyInfo> KeyAsync(string key) => (await Keys.FindAsync(key, None))!;
}

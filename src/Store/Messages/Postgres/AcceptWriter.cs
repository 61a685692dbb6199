using BusQStash.Store.Engines.Postgres;
using BusQStash.Store.FlowControl;
using BusQStash.Store.FlowControl.Postgres;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Accepts the messages of many callers in one transaction.</summary>
internal sealed class AcceptWriter(
    [FromKeyedServices(PostgresDataSource.HotPath)] LedgerTransactions transactions,
    OriginCounter numbers,
    InstanceIdentity identity,
    IOptions<StoreOptions> options,
    FlowSignal signal)
{
    /// <summary>Accepts the callers' messages, in the order of the callers.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<AcceptOutcome>>> WriteAsync(
        IReadOnlyList<IReadOnlyList<AcceptItem>> calls, CancellationToken cancellationToken)
    {
        AcceptItem[] items = [.. calls.SelectMany(call => call)];
        var outcomes = await transactions.RunAsync((transaction, token) => AcceptAloneAsync(transaction, items, token), cancellationToken);
        if (Array.Exists(items, item => item.JoinsLine))
        {
            signal.Raise();
        }

        var answers = new List<IReadOnlyList<AcceptOutcome>>(calls.Count);
        var next = 0;
        foreach (var call in calls)
        {
            answers.Add([.. outcomes.Skip(next).Take(call.Count)]);
            next += call.Count;
        }

        return answers;
    }

    /// <summary>Accepts messages as part of a larger transaction, which ends with <paramref name="last"/> and then the changes in <paramref name="flow"/>.</summary>
    public async Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(
        LedgerTransaction transaction, IReadOnlyList<AcceptItem> items, StatementBatch last, FlowChanges flow, CancellationToken cancellationToken) =>
        items.Count == 0
            ? []
            : await new AcceptBatch(transaction, numbers, identity.Number, options.Value.DedicatedQueues, last, flow).RunAsync(items, cancellationToken);

    private async Task<IReadOnlyList<AcceptOutcome>> AcceptAloneAsync(
        LedgerTransaction transaction, AcceptItem[] items, CancellationToken cancellationToken)
    {
        var flow = new FlowChanges();
        await using var last = new StatementBatch(transaction.Connection);
        var outcomes = await AcceptAsync(transaction, items, last, flow, cancellationToken);
        FlowRows.Add(last, flow, identity.Number);
        await transaction.CommitAsync(last, cancellationToken);
        return outcomes;
    }
}

using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Store.Postgres.Messages;

/// <summary>Accepts what many callers hand in, in one transaction.</summary>
internal sealed class AcceptWriter(
    LedgerTransactions transactions, OriginCounter numbers, InstanceIdentity identity, IOptions<StoreOptions> options)
{
    /// <summary>Accepts the callers' messages, in the order of the callers.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<AcceptOutcome>>> WriteAsync(
        IReadOnlyList<IReadOnlyList<AcceptItem>> calls, CancellationToken cancellationToken)
    {
        AcceptItem[] items = [.. calls.SelectMany(call => call)];
        var outcomes = await transactions.RunAsync((transaction, token) => AcceptAsync(transaction, items, token), cancellationToken);
        var answers = new List<IReadOnlyList<AcceptOutcome>>(calls.Count);
        var next = 0;
        foreach (var call in calls)
        {
            answers.Add([.. outcomes.Skip(next).Take(call.Count)]);
            next += call.Count;
        }

        return answers;
    }

    /// <summary>Accepts messages as part of a transaction.</summary>
    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(
        LedgerTransaction transaction, IReadOnlyList<AcceptItem> items, CancellationToken cancellationToken) =>
        new AcceptBatch(transaction, numbers, identity.Number, options.Value.DedicatedQueues, items).RunAsync(cancellationToken);
}

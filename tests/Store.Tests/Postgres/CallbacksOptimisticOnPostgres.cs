using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Messages;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>The same when every settlement presumes its message untouched.</summary>
public sealed class CallbacksOptimisticOnPostgres() : CallbacksContract(new PostgresHarness())
{
    protected override IMessageLedger Ledger => new OptimisticLedger(base.Ledger, Noon);
}

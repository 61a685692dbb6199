using BusQStash.Store.Messages;
using BusQStash.Store.Tests.FlowControl;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>The same when every settlement presumes its message untouched.</summary>
public sealed class FlowOptimisticOnPostgres() : FlowContract(new PostgresHarness())
{
    protected override IMessageLedger Ledger => new OptimisticLedger(base.Ledger, Noon);
}

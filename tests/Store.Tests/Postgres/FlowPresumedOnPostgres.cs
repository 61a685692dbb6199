using BusQStash.Store.Messages;
using BusQStash.Store.Tests.FlowControl;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>The same when every settlement presumes its message untouched.</summary>
public sealed class FlowPresumedOnPostgres() : FlowContract(new PostgresHarness())
{
    protected override IMessageLedger Ledger => new PresumingLedger(base.Ledger, Noon);
}

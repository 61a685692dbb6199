using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Messages;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>The same when every settlement presumes its message untouched.</summary>
public sealed class CallbacksPresumedOnPostgres() : CallbacksContract(new PostgresHarness())
{
    protected override IMessageLedger Ledger => new PresumingLedger(base.Ledger, Noon);
}

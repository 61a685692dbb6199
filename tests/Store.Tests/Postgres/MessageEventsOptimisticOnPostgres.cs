using BusQStash.Store.Messages;
using BusQStash.Store.Tests.Events;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>The same when every settlement presumes its message untouched.</summary>
public sealed class MessageEventsOptimisticOnPostgres() : MessageEventsContract(new PostgresHarness())
{
    protected override IMessageLedger Ledger => new OptimisticLedger(base.Ledger, Noon);
}

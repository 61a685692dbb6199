using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Outbox;

namespace BusQStash.Store.Tests.Postgres;

public sealed class OutboxOnPostgres() : OutboxContract(new PostgresHarness());

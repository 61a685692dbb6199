using BusQStash.Store.Tests.Queues;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class QueuesOnPostgres() : QueuesContract(new PostgresHarness());

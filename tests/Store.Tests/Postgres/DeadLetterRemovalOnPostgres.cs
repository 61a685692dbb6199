using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Dlq;

namespace BusQStash.Store.Tests.Postgres;

public sealed class DeadLetterRemovalOnPostgres() : DeadLetterRemovalContract(new PostgresHarness());

using BusQStash.Store.Tests.Retention;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class RetentionOnPostgres() : RetentionContract(new PostgresHarness());

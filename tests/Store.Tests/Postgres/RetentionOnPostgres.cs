using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Retention;

namespace BusQStash.Store.Tests.Postgres;

public sealed class RetentionOnPostgres() : RetentionContract(new PostgresHarness());

using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Workflows;

namespace BusQStash.Store.Tests.Postgres;

public sealed class RunEndsOnPostgres() : RunEndsContract(new PostgresHarness());

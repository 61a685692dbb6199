using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Startup;

namespace BusQStash.Store.Tests.Postgres;

public sealed class ReadPoolOnPostgres() : ReadPoolContract(new PostgresHarness(), "select count(*) from generate_series(1, 1000000000000)");

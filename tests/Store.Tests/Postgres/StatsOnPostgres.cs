using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Stats;

namespace BusQStash.Store.Tests.Postgres;

public sealed class StatsOnPostgres() : StatsContract(new PostgresHarness());

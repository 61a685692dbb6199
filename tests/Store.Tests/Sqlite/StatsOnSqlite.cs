using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Stats;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class StatsOnSqlite() : StatsContract(new SqliteHarness());

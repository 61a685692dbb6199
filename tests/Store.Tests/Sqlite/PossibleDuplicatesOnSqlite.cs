using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Instances;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class PossibleDuplicatesOnSqlite() : PossibleDuplicatesContract(new SqliteHarness());

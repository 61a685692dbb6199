using BusQStash.Store.Tests.Messages;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class RunNowOnSqlite() : RunNowContract(new SqliteHarness());

using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Messages;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class SettleOnSqlite() : SettleContract(new SqliteHarness());

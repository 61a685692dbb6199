using BusQStash.Store.Tests.Schedules;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class SchedulesOnSqlite() : SchedulesContract(new SqliteHarness());

using BusQStash.Store.Tests.Events;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class EventViewsOnSqlite() : EventViewsContract(new SqliteHarness());

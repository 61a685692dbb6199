using BusQStash.Store.Tests.Events;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class MessageEventsOnSqlite() : MessageEventsContract(new SqliteHarness());

using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Messages;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class MessageViewsOnSqlite() : MessageViewsContract(new SqliteHarness());

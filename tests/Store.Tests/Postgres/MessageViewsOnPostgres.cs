using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Messages;

namespace BusQStash.Store.Tests.Postgres;

public sealed class MessageViewsOnPostgres() : MessageViewsContract(new PostgresHarness());

using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Events;

namespace BusQStash.Store.Tests.Postgres;

public sealed class MessageEventsOnPostgres() : MessageEventsContract(new PostgresHarness());

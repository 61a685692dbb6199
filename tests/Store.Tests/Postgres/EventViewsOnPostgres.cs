using BusQStash.Store.Tests.Events;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class EventViewsOnPostgres() : EventViewsContract(new PostgresHarness());

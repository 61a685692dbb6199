using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Delays;

namespace BusQStash.Store.Tests.Postgres;

public sealed class DueItemsOnPostgres() : DueItemsContract(new PostgresHarness());

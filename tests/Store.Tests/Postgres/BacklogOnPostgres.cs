using BusQStash.Store.Tests.Backlog;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class BacklogOnPostgres() : BacklogContract(new PostgresHarness());

using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Schedules;

namespace BusQStash.Store.Tests.Postgres;

public sealed class SchedulesOnPostgres() : SchedulesContract(new PostgresHarness());

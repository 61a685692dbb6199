using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.BulkActions;

namespace BusQStash.Store.Tests.Postgres;

public sealed class RunActionsOnPostgres() : RunActionsContract(new PostgresHarness());

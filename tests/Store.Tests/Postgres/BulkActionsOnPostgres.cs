using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.BulkActions;

namespace BusQStash.Store.Tests.Postgres;

public sealed class BulkActionsOnPostgres() : BulkActionsContract(new PostgresHarness());

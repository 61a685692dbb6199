using BusQStash.Store.Tests.BulkActions;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class DeadLetterActionsOnPostgres() : DeadLetterActionsContract(new PostgresHarness());

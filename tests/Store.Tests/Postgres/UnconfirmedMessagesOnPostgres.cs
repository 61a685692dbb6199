using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Instances;

namespace BusQStash.Store.Tests.Postgres;

public sealed class UnconfirmedMessagesOnPostgres() : UnconfirmedMessagesContract(new PostgresHarness());

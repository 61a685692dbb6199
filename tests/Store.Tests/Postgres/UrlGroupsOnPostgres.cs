using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.UrlGroups;

namespace BusQStash.Store.Tests.Postgres;

public sealed class UrlGroupsOnPostgres() : UrlGroupsContract(new PostgresHarness());

using BusQStash.Store.Tests.UrlGroups;
using BusQStash.Store.Tests.Harness;

namespace BusQStash.Store.Tests.Postgres;

public sealed class UrlGroupsOnPostgres() : UrlGroupsContract(new PostgresHarness());

using BusQStash.Store.Tests.Harness;
using BusQStash.Store.Tests.Startup;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class ReadPoolOnSqlite() : ReadPoolContract(
    new SqliteHarness(), "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n");

using BusQStash.Store.Engines.Sqlite;
using Xunit;

namespace BusQStash.Store.Tests.Sqlite;

public sealed class SqliteDatabaseTests
{
    [Theory]
    [InlineData(0, 2048)]
    [InlineData(64L << 20, 2048)]
    [InlineData(256L << 20, 8192)]
    [InlineData(2L << 30, 65536)]
    [InlineData(64L << 30, 65536)]
    [InlineData(long.MaxValue, 65536)]
    public void The_writers_cache_is_a_small_share_of_what_the_process_may_have(long memory, long kib) => Assert.Equal(kib, SqliteDatabase.CacheKib(memory));
}

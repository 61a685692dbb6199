using BusQStash.Store.Engines.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace BusQStash.Store.Tests.Sqlite;

/// <summary>What is said of a file that cannot be used; programs that meet one are in Broker.Tests.</summary>
public sealed class SqliteFailuresTests
{
    private static readonly SqliteSettings Settings = new("/data");

    [Fact]
    public void Only_a_lock_of_another_process_is_called_one()
    {
        Assert.Contains("is in use", SqliteFailures.Explain(new IOException("locked", 11), Settings), StringComparison.Ordinal);

        var readOnly = SqliteFailures.Explain(new IOException("Read-only file system : '/data/busqstash.db.lock'", 30), Settings)!;
        Assert.DoesNotContain("in use", readOnly, StringComparison.Ordinal);
        Assert.StartsWith("The ledger cannot be kept in /data: Read-only file system", readOnly, StringComparison.Ordinal);
        Assert.Contains("mount a volume", readOnly, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, "There is no room left for the ledger")]
    [InlineData(11, "is no ledger, or is damaged")]
    [InlineData(8, "The ledger cannot be kept in /data")]
    public void What_SQLite_says_is_told_with_what_to_do(int code, string part)
    {
        var sentence = SqliteFailures.Explain(new SqliteException("why", code), Settings)!;

        Assert.Contains(part, sentence, StringComparison.Ordinal);
        Assert.Contains("BusQStash__DataDirectory", sentence, StringComparison.Ordinal);
    }
}

using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>SQL functions that the common statements use and SQLite lacks.</summary>
internal static class SqliteFunctions
{
    private const long StateBits = 7;

    public static void AddTo(SqliteConnection connection)
    {
        connection.CreateFunction("facet_key", (string? value, long state) => KeyOf(value, state), isDeterministic: true);
    }

    /// <summary>Implements <c>facet_key</c>. The keys are stored in the file, so neither the hash nor its seed may ever change.</summary>
    public static long? KeyOf(string? value, long state) =>
        value is null ? null : ((long)XxHash64.HashToUInt64(MemoryMarshal.AsBytes(value.AsSpan())) & ~StateBits) | state;
}

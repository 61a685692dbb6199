namespace BusQStash.Benchmarks.Systems;

/// <summary>What a database has done since it was made.</summary>
/// <param name="Writes">Transactions that wrote something: only they are given a number.</param>
/// <param name="Transactions">All that were committed, a single read among them. Sessions report them once they have been idle for up to ten seconds.</param>
internal readonly record struct LedgerCounts(long Writes, long Transactions)
{
    /// <summary>After so long without work every session has reported its transactions.</summary>
    public static readonly TimeSpan ReportedAfter = TimeSpan.FromSeconds(11);

    public static LedgerCounts operator -(LedgerCounts later, LedgerCounts earlier) =>
        new(later.Writes - earlier.Writes, later.Transactions - earlier.Transactions);
}

using BusQStash.Store.Dlq;

namespace BusQStash.Api.Dlq;

/// <summary>Cursors of lists of dead letters: time of failure and id, so that entries that come or go meanwhile shift nothing.</summary>
internal static class DlqCursor
{
    internal static string After(DeadLetter last) => $"{last.FailedAt.ToUnixTimeMilliseconds()}-{last.DlqId}";
}

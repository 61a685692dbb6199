using System.Globalization;

namespace BusQStash.Api.Dlq;

/// <summary>Cursors of lists of dead letters: time of failure and id, so that entries that come or go meanwhile shift nothing.</summary>
internal static class DlqCursor
{
    internal static string After((long FailedAt, string DlqId) last) => string.Create(CultureInfo.InvariantCulture, $"{last.FailedAt}-{last.DlqId}");
}

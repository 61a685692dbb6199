using System.Globalization;

namespace BusQStash.Api.Dlq;

/// <summary>Cursors of dead letter lists (keyset pagination): time of failure and id, so that entries added or removed meanwhile shift nothing.</summary>
internal static class DlqCursor
{
    internal static string After((long FailedAt, string DlqId) last) => string.Create(CultureInfo.InvariantCulture, $"{last.FailedAt}-{last.DlqId}");
}

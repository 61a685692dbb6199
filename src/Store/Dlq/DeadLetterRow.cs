using BusQStash.Store.Sql;

namespace BusQStash.Store.Dlq;

/// <summary>A dead letter without its message, as both engines return it.</summary>
internal sealed class DeadLetterRow
{
    public const string Columns = """
        d.dlq_id as DlqId, d.failed_at as FailedAt, d.error as Error, d.response_status as ResponseStatus,
        d.response_headers as ResponseHeaders, d.response_body as ResponseBody, d.response_truncated as ResponseTruncated
        """;

    public string DlqId { get; init; } = "";

    public long FailedAt { get; init; }

    public string? Error { get; init; }

    public int? ResponseStatus { get; init; }

    public byte[]? ResponseHeaders { get; init; }

    public byte[]? ResponseBody { get; init; }

    public bool ResponseTruncated { get; init; }

    public DeadLetter With(StoredMessageRow message) => new(
        DlqId,
        message.ToMessage(),
        DateTimeOffset.FromUnixTimeMilliseconds(FailedAt),
        ResponseColumns.Read(ResponseStatus, ResponseHeaders, ResponseBody, ResponseTruncated),
        Error);
}

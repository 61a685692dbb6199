using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Sql;

/// <summary>A destination's answer as the columns of a row.</summary>
internal static class ResponseColumns
{
    /// <summary>How long the answer of a table's rows is, from its lengths alone.</summary>
    public static string Bytes(string table) => $"coalesce(length({table}.response_headers), 0) + coalesce(length({table}.response_body), 0)";

    /// <summary>The answer; none when there is no status. An entry that only tells the status has neither headers nor body.</summary>
    public static ResponseRecord? Read(int? status, byte[]? headers, byte[]? body, bool truncated) =>
        status is { } known ? new ResponseRecord(known, ReadHeaders(headers), body ?? [], truncated) : null;

    private static IReadOnlyList<HeaderLine> ReadHeaders(byte[]? headers) =>
        headers is null ? [] : JsonSerializer.Deserialize(headers, LedgerJson.Default.IReadOnlyListHeaderLine)!;
}

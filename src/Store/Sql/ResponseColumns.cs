using System.Text.Json;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;

namespace BusQStash.Store.Sql;

/// <summary>A destination's response as columns of a row.</summary>
internal static class ResponseColumns
{
    /// <summary>Size of the response in a table's row, computed from column lengths alone.</summary>
    public static string Bytes(string table) => $"coalesce(length({table}.response_headers), 0) + coalesce(length({table}.response_body), 0)";

    /// <summary>The response; <see langword="null"/> when no status is stored. An entry that stores only the status has neither headers nor body.</summary>
    public static ResponseRecord? Read(int? status, byte[]? headers, byte[]? body, bool truncated) =>
        status is { } known ? new ResponseRecord(known, ReadHeaders(headers), body ?? [], truncated) : null;

    private static IReadOnlyList<HeaderLine> ReadHeaders(byte[]? headers) =>
        headers is null ? [] : JsonSerializer.Deserialize(headers, LedgerJson.Default.IReadOnlyListHeaderLine)!;
}

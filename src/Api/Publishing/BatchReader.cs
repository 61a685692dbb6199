using BusQStash.Api.Http;
using BusQStash.Contracts.Messages;

namespace BusQStash.Api.Publishing;

/// <summary>Reads the body of a batch call: an array of items or a single item.</summary>
internal static class BatchReader
{
    internal static (IReadOnlyList<BatchItem>? Items, Refusal? Refusal) Read(Span<byte> json)
    {
        if (((ReadOnlySpan<byte>)json).TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
        {
            var (single, wrong) = JsonBody.Parse(json, PublishingJson.Default.BatchItem);
            return (single is null ? null : [single], wrong);
        }

        var (items, refusal) = JsonBody.Parse(json, PublishingJson.Default.ListBatchItem);
        return items is not null && items.Contains(null!)
            ? (null, new Refusal(StatusCodes.Status400BadRequest, "an item of the batch is null"))
            : (items, refusal);
    }

    internal static PublishRequest ToRequest(BatchItem item, string? callerIp) => new()
    {
        Destination = item.Destination is null ? null : ByteText.FromText(item.Destination),
        QueueName = string.IsNullOrEmpty(item.Queue) ? null : item.Queue,
        Headers = Headers(item),
        Query = item.Callback is { } callback ? [new HeaderLine(PublishHeader.Callback, ByteText.FromText(callback))] : [],
        Body = item.Body,
        CallerIp = callerIp,
    };

    private static List<HeaderLine> Headers(BatchItem item) =>
    [
        .. from header in item.Headers ?? []
           from value in header.Value
           select new HeaderLine(header.Key, ByteText.FromText(value)),
    ];
}

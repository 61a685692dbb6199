using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>
/// A JSON list that is streamed as it is read: as an array, or as members of an object followed by the next page's cursor. The client's own pace sets the pace of reading
/// (backpressure).
/// </summary>
/// <param name="entries">The entries. They are enumerated once per member.</param>
/// <param name="type">How an entry is serialized.</param>
internal sealed class JsonList<T>(IAsyncEnumerable<T> entries, JsonTypeInfo<T> type) : IResult
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>The members that hold the entries; none for a bare array.</summary>
    internal IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The cursor of the next page; <see langword="null"/> when there is none.</summary>
    internal string? Cursor { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // The first entry is read before a byte is written, so that an error there still gets an error answer. A later error cuts the answer off.
        await using var first = entries.GetAsyncEnumerator(httpContext.RequestAborted);
        var any = await first.MoveNextAsync();
        var response = httpContext.Response;
        JsonWriting.Begin(response, StatusCodes.Status200OK);
        await using var json = new Utf8JsonWriter(response.BodyWriter, JsonWriting.Options);
        if (Members is [])
        {
            await WriteAsync(json, first, any, httpContext);
        }
        else
        {
            json.WriteStartObject();
            json.WritePropertyName(Members[0]);
            await WriteAsync(json, first, any, httpContext);
            foreach (var name in Members.Skip(1))
            {
                await using var again = entries.GetAsyncEnumerator(httpContext.RequestAborted);
                json.WritePropertyName(name);
                await WriteAsync(json, again, await again.MoveNextAsync(), httpContext);
            }

            if (Cursor is not null)
            {
                json.WriteString("cursor", Cursor);
            }

            json.WriteEndObject();
        }

        await FlushAsync(json, httpContext);
    }

    private async Task WriteAsync(Utf8JsonWriter json, IAsyncEnumerator<T> list, bool any, HttpContext context)
    {
        var flushedAt = json.BytesCommitted + json.BytesPending;
        json.WriteStartArray();
        for (; any; any = await list.MoveNextAsync())
        {
            JsonWriting.Write(json, list.Current, type, context);
            if (json.BytesCommitted + json.BytesPending - flushedAt >= FlushBytes)
            {
                await FlushAsync(json, context);
                flushedAt = json.BytesCommitted;
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Flushes, waiting for a slow client.</summary>
    private static async Task FlushAsync(Utf8JsonWriter json, HttpContext context)
    {
        await json.FlushAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}

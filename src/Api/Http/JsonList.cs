using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>
/// A JSON list that is written out as it is read: as an array, or as members of an object with the cursor of the next page behind them. The client's own pace
/// decides how fast it is read.
/// </summary>
/// <param name="entries">The entries. They are gone through once for each member.</param>
/// <param name="type">How one of them is written.</param>
internal sealed class JsonList<T>(IAsyncEnumerable<T> entries, JsonTypeInfo<T> type) : IResult
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>The members that hold the entries; none makes a bare array.</summary>
    internal IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Where the next page begins; <see langword="null"/> when there is none.</summary>
    internal string? Cursor { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Read before a byte is written: what fails here is still told as an error. What fails later cuts the answer off.
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

    /// <summary>Waits for a client that is behind.</summary>
    private static async Task FlushAsync(Utf8JsonWriter json, HttpContext context)
    {
        await json.FlushAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}

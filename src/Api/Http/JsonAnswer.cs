using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusQStash.Api.Http;

/// <summary>A JSON answer with a single value.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        JsonWriting.Begin(response, status);
        await using (var writer = new Utf8JsonWriter(response.BodyWriter, JsonWriting.Options))
        {
            JsonWriting.Write(writer, value, type, httpContext);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}

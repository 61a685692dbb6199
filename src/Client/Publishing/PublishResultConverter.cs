using System.Text.Json;
using System.Text.Json.Serialization;
using BusQStash.Client.Http;

namespace BusQStash.Client.Publishing;

/// <summary>Reads the answer to a publish: an object for one message, an array for a URL group, an error for a refused item of a batch.</summary>
internal sealed class PublishResultConverter : JsonConverter<PublishResult>
{
    public override PublishResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return new PublishResult(JsonSerializer.Deserialize(ref reader, ClientJson.Default.IReadOnlyListPublishedMessage)!);
        }

        var answer = JsonSerializer.Deserialize(ref reader, ClientJson.Default.PublishAnswer)!;
        return answer.MessageId is { } id
            ? new PublishResult([new PublishedMessage(id, answer.Url, answer.Deduplicated)])
            : new PublishResult([], answer.Error ?? throw new JsonException("There is neither a messageId nor an error in it."));
    }

    public override void Write(Utf8JsonWriter writer, PublishResult value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Results are only read.");
}

using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using BusQStash.Benchmarks.Sinks;

namespace BusQStash.Benchmarks.Systems;

/// <summary>Fills BusQStash's backlog through its REST API, in batch calls.</summary>
internal static class BatchPublisher
{
    private const int BatchSize = 250;

    /// <summary>Publishes messages with the numbers from 0 on; those of a lane in the order of their numbers.</summary>
    public static Task PublishAsync(BusQStashSystem system, int messages, Func<int, Publication> plan) =>
        PublishAsync(system, [.. Enumerable.Range(0, messages)], plan);

    /// <summary>Publishes the messages with these numbers, in their order.</summary>
    public static async Task PublishAsync(BusQStashSystem system, IReadOnlyList<int> numbers, Func<int, Publication> plan)
    {
        foreach (var batch in numbers.Chunk(BatchSize))
        {
            var count = batch.Length;
            using var content = new ByteArrayContent(Write(batch, plan));
            content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
            using var response = await system.Api.Http.PostAsync("/v2/batch", content);
            var answer = await response.Content.ReadAsByteArrayAsync();
            response.EnsureSuccessStatusCode();
            if (Accepted(answer) != count)
            {
                throw new InvalidOperationException($"Not all of {count} messages were accepted: {System.Text.Encoding.UTF8.GetString(answer)}");
            }
        }
    }

    private static byte[] Write(IEnumerable<int> numbers, Func<int, Publication> plan)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var number in numbers)
            {
                var (destination, queue, delay, callback) = plan(number);
                writer.WriteStartObject();
                writer.WriteString("destination", destination);
                if (queue is not null)
                {
                    writer.WriteString("queue", queue);
                }

                writer.WriteStartObject("headers");
                writer.WriteString("Content-Type", MediaTypeNames.Text.Plain);
                if (delay is not null)
                {
                    writer.WriteString("Upstash-Delay", delay);
                }

                if (callback is not null)
                {
                    writer.WriteString("Upstash-Callback", callback);
                }

                writer.WriteEndObject();
                writer.WriteString("body", NumberedBody.Create(number));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return json.ToArray();
    }

    private static int Accepted(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.EnumerateArray().Count(item => item.TryGetProperty("messageId", out _));
    }
}

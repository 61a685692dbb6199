using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusQStash.Client.Http;

namespace BusQStash.Client.Publishing;

/// <summary>Sends messages to the server.</summary>
internal sealed class Publisher(IPublishRoutes routes, bool automaticDeduplication)
{
    private static readonly PublishOptions Usual = new();
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    internal async Task<PublishResult> PublishAsync(
        string? queue, string destination, MessageBody? body, PublishOptions? options, CancellationToken cancellationToken)
    {
        CheckDestination(destination);
        var headers = Headers(options ?? Usual, out var once);
        using var content = Content(body ?? MessageBody.Empty, options?.ContentType);
        if (queue is null)
        {
            return await routes.PublishAsync(destination, headers, content, once, cancellationToken);
        }

        Require.PathSegment(queue);
        return await routes.EnqueueAsync(queue, destination, headers, content, once, cancellationToken);
    }

    internal async Task<IReadOnlyList<PublishResult>> BatchAsync(IEnumerable<BatchMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        List<BatchItem> items = [];
        var onceAny = false;
        foreach (var message in messages)
        {
            items.Add(Item(message, out var once));
            onceAny |= once;
        }

        if (items.Count == 0)
        {
            return [];
        }

        using var content = Content(items);
        return await routes.BatchAsync(content, onceAny, cancellationToken);
    }

    internal static HttpContent Content(MessageBody body, string? contentType)
    {
        var content = new ReadOnlyMemoryContent(body.Content);
        if ((contentType ?? body.ContentType) is { } type)
        {
            Require.HeaderValue(type, "Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    internal static HttpContent Content(List<BatchItem> items)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(items, ClientJson.Default.ListBatchItem));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return content;
    }

    internal static void CheckDestination(string destination)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(destination);
        Require.PathSegment(destination);
    }

    /// <summary>
    /// A message without deduplication gets a random id: if the server received the first call although its answer was lost, the second changes nothing.
    /// </summary>
    private MessageHeaders Headers(PublishOptions options, out bool once)
    {
        var headers = MessageHeaders.Of(options);
        once = options is { DeduplicationId: null, ContentBasedDeduplication: false };
        if (once && automaticDeduplication)
        {
            headers.Put("Upstash-Deduplication-Id", $"auto-{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
            once = false;
        }

        return headers;
    }

    private BatchItem Item(BatchMessage message, out bool once)
    {
        var (destination, body, given) = message;
        var options = given ?? Usual;
        CheckDestination(destination);
        var headers = Headers(options, out once);
        if ((options.ContentType ?? body?.ContentType) is { } type)
        {
            headers.Put("Content-Type", type);
        }

        return new BatchItem(destination, options.Queue, headers, Text(destination, body));
    }

    /// <summary>The body as text that JSON can carry.</summary>
    internal static string? Text(string destination, MessageBody? body)
    {
        if (body is null or { Content.IsEmpty: true })
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(body.Content.Span);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ArgumentException($"The body for {destination} is not UTF-8 text, and a batch can carry only text: publish it individually", exception);
        }
    }
}

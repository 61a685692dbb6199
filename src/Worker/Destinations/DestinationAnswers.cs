using System.Buffers;
using System.Net;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Headers;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Delivery;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Reads what a destination answered, up to a limit; the rest is left to the handler to drain or cut.</summary>
internal sealed class DestinationAnswers(IOptions<DeliveryOptions> options, IOptions<WorkflowOptions> workflows)
{
    private const int Chunk = 16 * 1024;

    /// <param name="response">The response.</param>
    /// <param name="ofRun">Whether the request is one of a workflow run, which needs more of its response.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ResponseRecord> ReadAsync(HttpResponseMessage response, bool ofRun, CancellationToken cancellationToken)
    {
        var headers = new List<HeaderLine>();
        Collect(headers, response.Headers.NonValidated);
        Collect(headers, response.Content.Headers.NonValidated);

        // After 101 the connection speaks another protocol and never ends.
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            return new ResponseRecord((int)response.StatusCode, headers, ReadOnlyMemory<byte>.Empty, Truncated: false);
        }

        var most = ofRun ? Math.Max(options.Value.MaxResponseBytes, workflows.Value.MaxResponseBytes) : options.Value.MaxResponseBytes;
        var (body, truncated) = await ReadBodyAsync(response.Content, AnswerLength.Find(response), most, cancellationToken);
        return new ResponseRecord((int)response.StatusCode, headers, body, truncated);
    }

    private static void Collect(List<HeaderLine> lines, System.Net.Http.Headers.HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                lines.Add(new HeaderLine(HeaderName.Canonical(name), value));
            }
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Body, bool Truncated)> ReadBodyAsync(
        HttpContent content, long? length, int most, CancellationToken cancellationToken)
    {
        var limit = (int)Math.Min(most, length ?? long.MaxValue);
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>();
        var chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            while (body.WrittenCount < limit)
            {
                var read = await stream.ReadAsync(chunk.AsMemory(0, Math.Min(chunk.Length, limit - body.WrittenCount)), cancellationToken);
                if (read == 0)
                {
                    return length is null
                        ? (body.WrittenMemory, false)
                        : throw new HttpIOException(HttpRequestError.ResponseEnded, $"{body.WrittenCount} of {length} bytes came.");
                }

                body.Write(chunk.AsSpan(0, read));
            }

            if (body.WrittenCount == length)
            {
                return (body.WrittenMemory, false);
            }

            // One byte beyond the limit distinguishes a truncated body from one that fits exactly. It is kept separate, because otherwise the buffer would double once more.
            var beyond = await stream.ReadAsync(chunk.AsMemory(0, 1), cancellationToken);
            return (body.WrittenMemory, beyond > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}

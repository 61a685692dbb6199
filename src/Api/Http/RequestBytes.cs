using BusQStash.Rules.Memory;

namespace BusQStash.Api.Http;

/// <summary>Reads request bodies up to a limit; large ones within the memory budget.</summary>
internal static class RequestBytes
{
    private const int FirstPiece = 16 * 1024;

    /// <summary>The body; <see langword="null"/> when it is longer than the limit.</summary>
    /// <remarks>A declared length is not trusted: its memory is allocated only after a first part has arrived. Without a length, memory grows as bytes arrive.</remarks>
    /// <param name="request">The call.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="copies">How many copies of the bytes will be in memory.</param>
    /// <exception cref="BadHttpRequestException">The memory for it is not available.</exception>
    internal static async Task<byte[]?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken, int copies = 1)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more detects a body of unknown length that is too long.
        var most = request.ContentLength ?? (limit + 1);
        var body = new byte[Math.Min(most, FirstPiece)];
        var (count, taken) = (0, (long)ByteBudget.Small);
        while (count < most)
        {
            if (count == body.Length)
            {
                // Small bodies and those without a length grow by doubling; the rest of a large one is allocated at once.
                var size = count >= ByteBudget.Small ? request.ContentLength ?? Math.Min(most, 2L * count) : Math.Min(most, 2L * count);
                if (size > taken)
                {
                    await request.HttpContext.RequestServices.GetRequiredService<BodyIntake>().TakeAsync(request.HttpContext, (size - taken) * copies, cancellationToken);
                    taken = size;
                }

                body = Grown(request, body, (int)size);
            }

            var read = await request.Body.ReadAsync(body.AsMemory(count), cancellationToken);
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        Array.Resize(ref body, count);
        return count > limit ? null : body;
    }

    private static byte[] Grown(HttpRequest request, byte[] body, int size)
    {
        try
        {
            Array.Resize(ref body, size);
            return body;
        }
        catch (OutOfMemoryException)
        {
            // Free memory may be fragmented. The call has had no effect yet, so it can be retried; the next collection compacts the memory.
            throw BodyIntake.Full(request.HttpContext);
        }
    }
}

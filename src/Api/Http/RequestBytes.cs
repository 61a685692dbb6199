namespace BusQStash.Api.Http;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBytes
{
    private const int FirstPiece = 16 * 1024;

    /// <summary>The body; <see langword="null"/> when it is longer than the limit.</summary>
    /// <remarks>A length is a promise anybody can make: memory is taken as bytes come, twice what has come at most.</remarks>
    internal static async Task<byte[]?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more tells a body of unknown length that is too long.
        var most = request.ContentLength ?? (limit + 1);
        var body = new byte[Math.Min(most, FirstPiece)];
        var count = 0;
        while (count < most)
        {
            if (count == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(most, 2L * count));
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
}

namespace BusQStash.Api.Http;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBytes
{
    /// <summary>The body; <see langword="null"/> when it is longer than the limit.</summary>
    internal static async Task<byte[]?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } length)
        {
            if (length > limit)
            {
                return null;
            }

            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancellationToken);
            return exact;
        }

        using var collected = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (collected.Length + read > limit)
            {
                return null;
            }

            collected.Write(chunk, 0, read);
        }

        return collected.ToArray();
    }
}

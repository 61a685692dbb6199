using System.Globalization;
using System.Net;

namespace BusQStash.Worker.Destinations;

/// <summary>
/// The length of a body whose framing the handler does not understand. It would read until the connection ends, which a connection that is kept alive does
/// not: the answer would be there, and the attempt end by its timeout.
/// </summary>
internal static class AnswerLength
{
    private const string ContentLength = "Content-Length";
    private const string TransferEncoding = "Transfer-Encoding";
    private const int MostQuoted = 100;

    /// <summary>The length; <see langword="null"/> where the handler finds the end itself.</summary>
    /// <exception cref="HttpIOException">The answer's length header is invalid or contradicts another.</exception>
    public static long? Find(HttpResponseMessage response)
    {
        var framesItself = response.Version.Major >= 2 || response.Headers.TransferEncodingChunked == true;
        if (framesItself || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            return null;
        }

        if (response.Headers.NonValidated.TryGetValues(TransferEncoding, out var codings)
            && codings.Any(coding => coding.Contains("chunked", StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid(TransferEncoding, string.Join(", ", codings));
        }

        return response.Content.Headers.ContentLength is null && response.Content.Headers.NonValidated.TryGetValues(ContentLength, out var lengths)
            ? Parse(string.Join(",", lengths))
            : null;
    }

    /// <summary>One length, said once or several times (RFC 9112 section 6.3 lets a client take a list of equal ones).</summary>
    private static long Parse(string text)
    {
        var lengths = text.Split(',').Select(length => length.Trim(' ', '\t')).Distinct(StringComparer.Ordinal).ToList();
        return lengths is [var one] && long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw Invalid(ContentLength, text);
    }

    private static HttpIOException Invalid(string name, string value) =>
        new(HttpRequestError.InvalidResponse, $"{name} is '{(value.Length <= MostQuoted ? value : value[..MostQuoted] + "…")}'.");
}

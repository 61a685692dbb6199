using System.Net;
using System.Text.Json;
using Polly.Timeout;
using Refit;

namespace BusQStash.Client.Http;

/// <summary>Creates the clients of the routes, all with the same settings.</summary>
internal static class Routes
{
    internal static T Of<T>(HttpClient http) => RestService.ForGenerated<T>(http, Settings());

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(ClientJson.Default.Options))
    {
        ExceptionFactory = async response => IsSuccess(response) ? null : await RefusalAsync(response),
        DeserializationExceptionFactory = (response, exception) => ValueTask.FromResult<Exception?>(
            new BusQStashException($"The response ({(int)response.StatusCode}) could not be read: {exception.Message}", exception)),
        TransportExceptionFactory = (request, exception, cancellationToken) => exception switch
        {
            OperationCanceledException when cancellationToken.IsCancellationRequested => exception,
            TimeoutRejectedException => new BusQStashException($"No response in time from {request.RequestUri?.GetLeftPart(UriPartial.Authority)}", exception),
            _ => new BusQStashException($"The call to {request.RequestUri?.GetLeftPart(UriPartial.Authority)} failed: {exception.Message}", exception),
        },
    };

    /// <summary>QStash documents a redirect without a target as the answer for a failure callback that was canceled.</summary>
    private static bool IsSuccess(HttpResponseMessage response) =>
        response.IsSuccessStatusCode || response is { StatusCode: HttpStatusCode.Found, Headers.Location: null };

    private static async Task<Exception> RefusalAsync(HttpResponseMessage response)
    {
        var text = response.Content is null ? "" : await response.Content.ReadAsStringAsync();
        return new BusQStashException(response.StatusCode, Error(text), response.Headers.RetryAfter?.Delta);
    }

    /// <summary>The server's error text; the answer of a proxy in front of it is shown unchanged.</summary>
    private static string Error(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ClientJson.Default.ErrorBody)?.Error ?? text;
        }
        catch (JsonException)
        {
            const int enough = 500;
            return text.Length <= enough ? text : text[..enough];
        }
    }
}

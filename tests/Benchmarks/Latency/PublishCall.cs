using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using BusQStash.Benchmarks.Sinks;

namespace BusQStash.Benchmarks.Latency;

/// <summary>One numbered message over REST.</summary>
internal sealed class PublishCall(HttpClient http, string destination)
{
    /// <param name="number">Its number.</param>
    /// <param name="headers">What to ask for beyond the destination.</param>
    public async Task SendAsync(int number, params (string Name, string Value)[] headers)
    {
        using var response = await PostAsync(number, headers);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Publish was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>The same against a server that may not be there yet.</summary>
    public async Task<bool> TryAsync(int number)
    {
        try
        {
            using var response = await PostAsync(number);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> PostAsync(int number, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/publish/{destination}");
        request.Content = new ByteArrayContent(NumberedBody.Create(number));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Text.Plain);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request);
    }
}

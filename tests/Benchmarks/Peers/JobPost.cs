using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace BusQStash.Benchmarks.Peers;

/// <summary>What every .NET peer does with a job: one POST of its body.</summary>
internal sealed class JobPost : IDisposable
{
    private static readonly MediaTypeHeaderValue ContentType = new(MediaTypeNames.Text.Plain);
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    public async Task SendAsync(string url, string body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = ContentType;
        using var response = await _http.PostAsync(new Uri(url), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}

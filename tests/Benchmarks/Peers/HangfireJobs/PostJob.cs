using System.Net.Http.Headers;
using System.Text;

namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>The job: one POST. Public, because Hangfire makes it by its name.</summary>
public sealed class PostJob
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler());

#pragma warning disable CA1822 // Hangfire calls jobs on an instance, as its manual shows.
    public async Task RunAsync(string url, string body)
#pragma warning restore CA1822
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await Http.PostAsync(new Uri(url), content);
        response.EnsureSuccessStatusCode();
    }
}

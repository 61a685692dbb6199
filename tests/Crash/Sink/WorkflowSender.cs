using System.Net.Http.Headers;
using System.Text;

namespace BusQStash.Crash.Sink;

/// <summary>Calls the Apis for the workflows' endpoint, each in turn, like a load balancer without health checks.</summary>
internal sealed class WorkflowSender : IDisposable
{
    /// <summary>Shorter than many suspensions of an Api, so that answers are lost without a crash.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new();
    private readonly IReadOnlyList<string> _apis;
    private int _next;

    public WorkflowSender(IReadOnlyList<string> apis, string token)
    {
        _apis = apis;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <returns>The status and the body; 0 when no answer came or the Api itself failed: the call may have taken effect or not.</returns>
    public async Task<(int Status, string Body)> SendAsync(
        HttpMethod method, string path, string body, IReadOnlyDictionary<string, string> headers, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"{_apis[(int)((uint)Interlocked.Increment(ref _next) % _apis.Count)]}/{path}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var answer = await response.Content.ReadAsStringAsync(limit.Token);
            return (int)response.StatusCode >= 500 ? (0, "") : ((int)response.StatusCode, answer);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (0, "");
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Net;
using BusQStash.Testing.Programs;

namespace BusQStash.Crash.Traffic;

/// <summary>Calls one of several Apis, like a load balancer without health checks.</summary>
internal sealed class ApiClient(IReadOnlyList<BusQStashProcess> apis)
{
    private int _next;

    /// <returns>The answer; null when none came, in which case the call may have taken effect or not.</returns>
    public async Task<ApiAnswer?> SendAsync(Func<HttpRequestMessage> create, TimeSpan limit, CancellationToken cancellation)
    {
        var api = apis[(int)((uint)Interlocked.Increment(ref _next) % apis.Count)];
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        try
        {
            using var request = create();
            using var response = await api.Http.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsStringAsync(timeout.Token);
            return response.StatusCode >= HttpStatusCode.InternalServerError ? null : new ApiAnswer(response.StatusCode, body);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}

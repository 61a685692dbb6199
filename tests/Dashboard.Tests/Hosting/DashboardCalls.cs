using System.Text;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>Calls of the page made by hand, with every header as the test wants it.</summary>
internal sealed class DashboardCalls(string server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(server) };

    /// <summary>The session's cookie, as name and value; none until somebody has signed in.</summary>
    internal string? Cookie { get; set; }

    internal async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string type = "application/json", bool marked = true, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (marked)
        {
            request.Headers.Add("X-BusQStash-Dashboard", "1");
        }

        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    internal async Task<int> StatusAsync(
        string method, string path, string? body = null, string type = "application/json", bool marked = true, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, body, type, marked, headers);
        return (int)answer.StatusCode;
    }

    /// <summary>Signs in and keeps the cookie; returns the whole line that set it.</summary>
    internal async Task<string> SignInAsync(string token)
    {
        using var answer = await SendAsync("POST", "/dashboard/api/session", $$"""{"token":"{{token}}"}""");
        answer.EnsureSuccessStatusCode();
        var line = answer.Headers.GetValues("Set-Cookie").Single();
        Cookie = line.Split(';')[0];
        return line;
    }

    public void Dispose() => _http.Dispose();
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace BusQStash.Testing.Brokers;

/// <summary>The few calls of RabbitMQ's management API that tests need.</summary>
public sealed class RabbitMqManagement : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="url">Address with credentials: <c>http://user:password@host:15672</c>.</param>
    public RabbitMqManagement(string url)
    {
        var address = new Uri(url);
        var credentials = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
        User = Uri.UnescapeDataString(address.UserInfo.Split(':')[0]);
        _http = new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Scheme) + address.Authority.Split('@')[^1]) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
    }

    private string User { get; }

    public async Task<bool> AnswersAsync()
    {
        using var response = await _http.GetAsync("api/overview");
        return response.IsSuccessStatusCode;
    }

    /// <summary>Creates a virtual host in which the user has all permissions.</summary>
    public async Task CreateVirtualHostAsync(string name)
    {
        using var created = await _http.PutAsJsonAsync($"api/vhosts/{name}", new { });
        await RequireSuccessAsync(created);
        using var granted = await _http.PutAsJsonAsync(
            $"api/permissions/{name}/{Uri.EscapeDataString(User)}", new { configure = ".*", write = ".*", read = ".*" });
        await RequireSuccessAsync(granted);
    }

    public async Task DeleteVirtualHostAsync(string name)
    {
        using var response = await _http.DeleteAsync($"api/vhosts/{name}");
        await RequireSuccessAsync(response);
    }

    /// <summary>The queues of a virtual host, as the API describes them.</summary>
    public async Task<IReadOnlyList<JsonElement>> QueuesAsync(string virtualHost) =>
        await _http.GetFromJsonAsync<JsonElement[]>($"api/queues/{Uri.EscapeDataString(virtualHost)}") ?? [];

    /// <summary>The consumers in a virtual host, as the API describes them; unlike a queue's consumer count, the list is current.</summary>
    public async Task<IReadOnlyList<JsonElement>> ConsumersAsync(string virtualHost) =>
        await _http.GetFromJsonAsync<JsonElement[]>($"api/consumers/{Uri.EscapeDataString(virtualHost)}") ?? [];

    /// <summary>The connections in a virtual host, as the API describes them; entries may be seconds old.</summary>
    public async Task<IReadOnlyList<JsonElement>> ConnectionsAsync(string virtualHost) =>
        await _http.GetFromJsonAsync<JsonElement[]>($"api/vhosts/{Uri.EscapeDataString(virtualHost)}/connections") ?? [];

    /// <summary>Names of the cluster's running nodes.</summary>
    public async Task<IReadOnlyList<string>> RunningNodesAsync() =>
    [
        .. (await _http.GetFromJsonAsync<JsonElement[]>("api/nodes") ?? [])
            .Where(node => node.GetProperty("running").GetBoolean())
            .Select(node => node.GetProperty("name").GetString()!),
    ];

    /// <summary>Creates a user without a password who has all permissions in a virtual host.</summary>
    public async Task CreateUserWithoutPasswordAsync(string name, string virtualHost)
    {
        using var created = await _http.PutAsJsonAsync($"api/users/{name}", new { password_hash = "", tags = "" });
        await RequireSuccessAsync(created);
        using var granted = await _http.PutAsJsonAsync(
            $"api/permissions/{Uri.EscapeDataString(virtualHost)}/{name}", new { configure = ".*", write = ".*", read = ".*" });
        await RequireSuccessAsync(granted);
    }

    public void Dispose() => _http.Dispose();

    private static async Task RequireSuccessAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"The management API answered {(int)response.StatusCode} to {response.RequestMessage!.RequestUri}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusQStash.Benchmarks.Workflows;

/// <summary>What an SDK and its client ask of the server, in their words.</summary>
internal sealed class WorkflowCalls : IDisposable
{
    // LazyFetch is left out: the lists of these workflows are small enough to be sent.
    private const string Features = "InitialBody,WF_DetectTrigger,WF_TriggerOnConfig";

    private static readonly TimeSpan Sleep = TimeSpan.FromMilliseconds(5);
    private readonly HttpClient _http;

    /// <param name="server">The Api's address.</param>
    /// <param name="authorization">The header's value.</param>
    public WorkflowCalls(string server, string authorization)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(server) };
        _http.DefaultRequestHeaders.Add("Authorization", authorization);
    }

    /// <summary>Starts runs of one workflow in one call; their numbers go on from the first.</summary>
    /// <param name="endpoint">The endpoint's address, without a path.</param>
    /// <param name="path">The workflow's path.</param>
    /// <param name="group">What makes the runs' ids differ from all others.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public Task TriggerAsync(string endpoint, string path, string group, int first, int count)
    {
        var items = Enumerable.Range(first, count).Select(number =>
        {
            var at = new WorkflowAddress(endpoint, path, string.Create(CultureInfo.InvariantCulture, $"wfr_{group}-{number}"));
            return Item(at.Url, "{}", Headers(at, isInit: true));
        });
        return SendAsync("v2/batch", new JsonArray([.. items]).ToJsonString());
    }

    /// <summary>Appends plans or results.</summary>
    public Task RunAsync(WorkflowAddress at, IReadOnlyList<WorkflowStep> steps, int concurrent)
    {
        var headers = Headers(at).ToJsonString();
        var items = steps.Select(step =>
        {
            var (rest, name) = step.Id > 0 ? ("\"out\":\"1\"", step.Id) : (string.Create(CultureInfo.InvariantCulture, $"\"targetStep\":{step.Planned}"), step.Planned);
            var body = Step(step.Id, name, "Run", concurrent, rest);
            return $$"""{"destination":"{{at.Url}}","body":"{{JsonEncodedText.Encode(body)}}","headers":{{headers}}}""";
        });
        return SendAsync("v2/batch", $"[{string.Join(',', items)}]");
    }

    public Task SleepAsync(WorkflowAddress at, int step)
    {
        var wakesAt = (TimeProvider.System.GetUtcNow() + Sleep).ToUnixTimeMilliseconds();
        var headers = Headers(at);
        headers["upstash-not-before"] = Text(wakesAt / 1000);
        var until = string.Create(CultureInfo.InvariantCulture, $"\"sleepUntil\":{wakesAt / 1000}.{wakesAt % 1000:000}");
        return SendAsync("v2/batch", new JsonArray(Item(at.Url, Step(step, step, "SleepUntil", 1, until), headers)).ToJsonString());
    }

    public Task CallAsync(WorkflowAddress at, int step)
    {
        var headers = Headers(at);
        headers.Remove("upstash-forward-upstash-workflow-sdk-version");
        headers["upstash-feature-set"] = "WF_NoDelete,InitialBody";
        headers["upstash-workflow-calltype"] = "toCallback";
        headers["upstash-retries"] = "0";
        headers["upstash-callback"] = at.Url;
        (string Name, string Value)[] answer =
        [
            ("workflow-runid", at.RunId), ("workflow-calltype", "fromCallback"), ("workflow-init", "false"), ("workflow-url", at.Url), ("feature-set", Features),
            ("forward-upstash-workflow-callback", "true"), ("forward-upstash-workflow-stepid", Text(step)), ("forward-upstash-workflow-stepname", Text(step)),
            ("forward-upstash-workflow-steptype", "Call"), ("forward-upstash-workflow-concurrent", "1"),
        ];
        foreach (var (name, value) in answer)
        {
            headers[$"upstash-callback-{name}"] = value;
        }

        return SendAsync("v2/batch", new JsonArray(Item(at.Endpoint + WorkflowEndpoint.StrangerPath, "{}", headers)).ToJsonString());
    }

    /// <summary>Appends the answer of a call.</summary>
    public Task AnsweredAsync(WorkflowAddress at, int step) =>
        SendAsync($"v2/publish/{at.Url}", Step(step, step, "Call", 1, "\"out\":\"1\""), Headers(at));

    public async Task WaitAndNotifyAsync(WorkflowAddress at, int step)
    {
        var eventId = string.Create(CultureInfo.InvariantCulture, $"{at.RunId}-{step}");
        var body =
            $$"""{"url":"{{at.Url}}","timeout":"1h","timeoutUrl":"{{at.Url}}","timeoutHeaders":{{Lists(Headers(at)).ToJsonString()}},"step":{{Step(step, step, "Wait", 1)}}}""";
        await SendAsync($"v2/wait/{eventId}", body, Headers(at));
        await SendAsync($"v2/notify/{eventId}", "{}");
    }

    public Task InvokeAsync(WorkflowAddress at, int step)
    {
        var child = new WorkflowAddress(at.Endpoint, "/run/0", string.Create(CultureInfo.InvariantCulture, $"{at.RunId}-{step}-invoked"));
        var headers = Headers(child, isInit: true);
        headers["upstash-workflow-invoke"] = "true";
        headers["upstash-forward-upstash-workflow-invoke-count"] = "1";
        var body = new JsonObject
        {
            ["body"] = "{}",
            ["headers"] = Lists(Headers(at)),
            ["workflowRunId"] = at.RunId,
            ["workflowUrl"] = at.Url,
            ["step"] = JsonNode.Parse(Step(step, step, "Invoke", 1)),
        };
        return SendAsync($"v2/publish/{child.Url}", body.ToJsonString(), headers);
    }

    public Task EndAsync(WorkflowAddress at) => SendAsync(HttpMethod.Delete, $"v2/workflows/runs/{at.RunId}?cancel=false", "{}", []);

    public void Dispose() => _http.Dispose();

    private static JsonObject Headers(WorkflowAddress at, bool isInit = false) => new()
    {
        ["upstash-method"] = "POST",
        ["content-type"] = MediaTypeNames.Application.Json,
        ["upstash-workflow-init"] = isInit ? "true" : "false",
        ["upstash-workflow-runid"] = at.RunId,
        ["upstash-workflow-url"] = at.Url,
        ["upstash-workflow-sdk-version"] = "1",
        ["upstash-feature-set"] = Features,
        ["upstash-forward-upstash-workflow-sdk-version"] = "1",
    };

    /// <summary>Headers as bodies carry them: a list to each name.</summary>
    private static JsonObject Lists(JsonObject headers) =>
        new(headers.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, new JsonArray(header.Value!.DeepClone()))));

    private static string Step(int id, int name, string type, int concurrent, string rest = "")
    {
        var more = rest.Length > 0 ? $",{rest}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $$"""{"stepId":{{id}},"stepName":"step {{name}}","stepType":"{{type}}","concurrent":{{concurrent}}{{more}}}""");
    }

    private static JsonObject Item(string destination, string body, JsonObject headers) =>
        new() { ["destination"] = destination, ["body"] = body, ["headers"] = headers };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Task SendAsync(string path, string body, JsonObject? headers = null) => SendAsync(HttpMethod.Post, path, body, headers ?? []);

    private async Task SendAsync(HttpMethod method, string path, string body, JsonObject headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        foreach (var (name, value) in headers)
        {
            if (name != "content-type")
            {
                request.Headers.Add(name, value!.GetValue<string>());
            }
        }

        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path} was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}

using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusQStash.Testing.Destinations;

namespace BusQStash.Broker.Tests.Workflows;

/// <summary>
/// An endpoint that speaks the workflow SDK's protocol (wire contract 24) for one function with a step of every kind: the list that is delivered says what is next.
/// Every execution of a step has another result, so that a second one would show.
/// </summary>
internal sealed class WholeWorkflow
{
    private const string Features = "InitialBody,WF_DetectTrigger,WF_TriggerOnConfig";

    private readonly HttpClient _server;
    private readonly Hook _hook;
    private readonly Hook _child;
    private readonly Hook _stranger;
    private readonly ConcurrentQueue<(string MessageId, string[] List)> _deliveries = new();
    private readonly string _childRunId;
    private int _executions;

    public WholeWorkflow(HttpClient server, Destination destination, string runId)
    {
        (_server, RunId, _childRunId) = (server, runId, $"{runId}-child");
        _hook = destination.AddHook(request => Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")).Once(ServeAsync(request)));
        _child = destination.AddHook(_ => Answer.Status(200, ("Upstash-Workflow-Sdk-Version", "1")).Once(EndAsync(_childRunId, "the child ends")));
        _stranger = destination.AddHook(_ =>
        {
            Reached("the stranger is called");
            return Answer.Text("hi");
        });
    }

    public string RunId { get; }

    /// <summary>Told of each moment of the run before what it names is done.</summary>
    public Action<string> Reached { get; set; } = _ => { };

    /// <summary>Lists that were delivered, each with the message it came by.</summary>
    public IReadOnlyCollection<(string MessageId, string[] List)> Deliveries => _deliveries;

    public string EventId => $"paid-{RunId}";

    /// <summary>The last entry of a run that has done all its steps: the payload, a run, two plans and their results, a sleep, a call, two waits, an invocation.</summary>
    public const int Entries = 11;

    /// <summary>Starts the run as somebody without the SDK does; a run that is there already is found again.</summary>
    public Task TriggerAsync()
    {
        Reached("the trigger");
        return SendAsync(HttpMethod.Post, $"v2/trigger/{_hook.Url}", "payload", new() { ["Upstash-Workflow-RunId"] = RunId });
    }

    public Task NotifyAsync()
    {
        Reached("the run is notified");
        return SendAsync(HttpMethod.Post, $"v2/notify/{EventId}", "news", []);
    }

    private async Task ServeAsync(ReceivedRequest request)
    {
        if (request.Header("Upstash-Workflow-Callback") is not null)
        {
            Reached("the call's result");
            await SendAsync(HttpMethod.Post, $"v2/publish/{_hook.Url}", Step(5, "Call", ("out", Result())).ToJsonString(), Headers());
            return;
        }

        string[] list = [.. request.Json().EnumerateArray().Select(entry => Encoding.UTF8.GetString(entry.GetProperty("body").GetBytesFromBase64()))];
        if (request.Header("Upstash-Workflow-Unknown-Sdk") is not null)
        {
            await HandshakeAsync();
            return;
        }

        _deliveries.Enqueue((request.Header("Upstash-Message-Id")!, list));
        await GoOnAsync(list);
        Reached($"the answer to {list.Length} entries");
    }

    private Task GoOnAsync(string[] list)
    {
        var last = list.Length == 1 ? default : JsonElement.Parse(list[^1]);
        return list.Length switch
        {
            1 => SubmitAsync("step 1", Step(1, "Run", ("out", Result()))),
            2 => SubmitAsync("the plans", Plan(2), Plan(3)),
            _ when last.GetProperty("stepId").GetInt32() == 0 => SubmitResultAsync(last.GetProperty("targetStep").GetInt32()),
            6 => SubmitLaterAsync("the sleep", new() { ["upstash-not-before"] = "1" }, Sleep()),
            7 => CallAsync(),
            8 => WaitAsync("the wait", 6, EventId, "1h"),
            9 => WaitAsync("the short wait", 7, $"never-{RunId}", "1s"),
            10 => InvokeAsync(),
            Entries => EndAsync(RunId, "the end"),
            _ => Task.CompletedTask,
        };
    }

    private Task SubmitResultAsync(int step) => SubmitAsync($"result {step}", Step(step, "Run", ("out", Result()), ("concurrent", 2)));

    private Task HandshakeAsync()
    {
        Reached("the handshake");
        var headers = Headers();
        headers["upstash-workflow-init"] = "true";
        headers["upstash-workflow-trigger-by-sdk"] = "true";
        return SendBatchAsync(new JsonObject { ["destination"] = _hook.Url, ["body"] = "payload", ["headers"] = headers });
    }

    private Task SubmitAsync(string moment, params JsonObject[] steps) => SubmitLaterAsync(moment, [], steps);

    private Task SubmitLaterAsync(string moment, JsonObject more, params JsonObject[] steps)
    {
        Reached(moment);
        return SendBatchAsync([.. steps.Select(step => new JsonObject
        {
            ["destination"] = _hook.Url, ["body"] = step.ToJsonString(), ["headers"] = With(Headers(), more),
        })]);
    }

    private Task CallAsync()
    {
        Reached("the call");
        var headers = Headers();
        headers.Remove("upstash-forward-upstash-workflow-sdk-version");
        var call = With(headers, new()
        {
            ["upstash-workflow-calltype"] = "toCallback",
            ["upstash-feature-set"] = "WF_NoDelete,InitialBody",
            ["upstash-callback"] = _hook.Url,
            ["upstash-callback-workflow-runid"] = RunId,
            ["upstash-callback-workflow-calltype"] = "fromCallback",
            ["upstash-callback-workflow-init"] = "false",
            ["upstash-callback-workflow-url"] = _hook.Url,
            ["upstash-callback-feature-set"] = Features,
            ["upstash-callback-forward-upstash-workflow-callback"] = "true",
            ["upstash-callback-forward-upstash-workflow-stepid"] = "5",
            ["upstash-callback-forward-upstash-workflow-steptype"] = "Call",
        });
        return SendBatchAsync(new JsonObject { ["destination"] = _stranger.Url, ["body"] = "question", ["headers"] = call });
    }

    private Task WaitAsync(string moment, int step, string eventId, string timeout)
    {
        Reached(moment);
        var body = new JsonObject
        {
            ["url"] = _hook.Url,
            ["timeout"] = timeout,
            ["timeoutUrl"] = _hook.Url,
            ["timeoutHeaders"] = Lists(Headers()),
            ["step"] = Step(step, "Wait"),
        };
        return SendAsync(HttpMethod.Post, $"v2/wait/{eventId}", body.ToJsonString(), Headers());
    }

    private Task InvokeAsync()
    {
        Reached("the invocation");
        var headers = With(Headers(), new()
        {
            ["upstash-workflow-runid"] = _childRunId,
            ["upstash-workflow-url"] = _child.Url,
            ["upstash-workflow-init"] = "true",
            ["upstash-workflow-invoke"] = "true",
        });
        var body = new JsonObject
        {
            ["body"] = "for the child",
            ["headers"] = Lists(Headers()),
            ["workflowRunId"] = RunId,
            ["workflowUrl"] = _hook.Url,
            ["step"] = Step(8, "Invoke"),
        };
        return SendAsync(HttpMethod.Post, $"v2/publish/{_child.Url}", body.ToJsonString(), headers);
    }

    private Task EndAsync(string runId, string moment)
    {
        Reached(moment);
        return SendAsync(HttpMethod.Delete, $"v2/workflows/runs/{runId}?cancel=false", "\"done\"", []);
    }

    private string Result() => $"execution {Interlocked.Increment(ref _executions)}";

    private static JsonObject Plan(int step) => Step(0, "Run", ("targetStep", step), ("concurrent", 2));

    private static JsonObject Sleep() =>
        Step(4, "SleepUntil", ("sleepUntil", (TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(500)).ToUnixTimeMilliseconds() / 1000m));

    private static JsonObject Step(int id, string type, params (string Name, JsonNode Value)[] more)
    {
        var step = new JsonObject { ["stepId"] = id, ["stepName"] = $"{type} {id}", ["stepType"] = type, ["concurrent"] = 1 };
        foreach (var (name, value) in more)
        {
            step[name] = value;
        }

        return step;
    }

    private JsonObject Headers() => new()
    {
        ["upstash-method"] = "POST",
        ["upstash-workflow-init"] = "false",
        ["upstash-workflow-runid"] = RunId,
        ["upstash-workflow-url"] = _hook.Url,
        ["upstash-workflow-sdk-version"] = "1",
        ["upstash-feature-set"] = Features,
        ["upstash-forward-upstash-workflow-sdk-version"] = "1",
    };

    private static JsonObject With(JsonObject headers, JsonObject more)
    {
        foreach (var (name, value) in more)
        {
            headers[name] = value!.DeepClone();
        }

        return headers;
    }

    private static JsonObject Lists(JsonObject headers) =>
        new(headers.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, new JsonArray(header.Value!.DeepClone()))));

    private Task SendBatchAsync(params JsonNode[] items) => SendAsync(HttpMethod.Post, "v2/batch", new JsonArray(items).ToJsonString(), []);

    private async Task SendAsync(HttpMethod method, string path, string body, JsonObject headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value!.GetValue<string>());
        }

        using var response = await _server.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }
}

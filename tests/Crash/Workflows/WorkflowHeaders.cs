using System.Globalization;

namespace BusQStash.Crash.Workflows;

/// <summary>The headers of the workflow protocol, as the JavaScript SDK sends them (wire contract 24).</summary>
internal static class WorkflowHeaders
{
    public const string RunId = "Upstash-Workflow-RunId";
    public const string CreatedAt = "Upstash-Workflow-CreatedAt";
    public const string SdkVersion = "Upstash-Workflow-Sdk-Version";
    public const string IsAnswer = "Upstash-Workflow-Callback";
    public const string IsFailure = "Upstash-Workflow-Failure-Callback";
    public const string StepId = "Upstash-Workflow-StepId";
    public const string Concurrent = "Upstash-Workflow-Concurrent";

    /// <summary>
    /// Retries of runs that should not fail: every fault lasts for fewer attempts than this.
    /// </summary>
    public const int Patient = 1000;

    /// <summary>Retries of calls.</summary>
    public const int CallRetries = 3;

    private const string Features = "LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig";
    private const string RetryDelay = "500";

    /// <summary>Headers of a run's start. Its retries apply to all later messages without their own.</summary>
    public static Dictionary<string, string> Trigger(string runId, string url, WorkflowProgram program) => new(Common(runId, url, init: true))
    {
        ["Upstash-Retries"] = Number(program.RetriesOf(0) ?? Patient),
        ["Upstash-Retry-Delay"] = RetryDelay,
        ["Upstash-Failure-Callback"] = url,
        ["Upstash-Failure-Callback-Forward-Upstash-Workflow-Is-Failure"] = "true",
        ["Upstash-Failure-Callback-Forward-Upstash-Workflow-Failure-Callback"] = "true",
        ["Upstash-Failure-Callback-Workflow-RunId"] = runId,
        ["Upstash-Failure-Callback-Workflow-Init"] = "false",
        ["Upstash-Failure-Callback-Workflow-Url"] = url,
        ["Upstash-Failure-Callback-Workflow-CallType"] = "failureCall",
        ["Upstash-Failure-Callback-Feature-Set"] = Features,
        ["Upstash-Failure-Callback-Retries"] = Number(Patient),
    };

    /// <summary>Headers of a step's message.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="url">Its endpoint.</param>
    /// <param name="retries">Its number of retries. The trigger of a program that begins with a failure sets few, and no later message follows then.</param>
    public static Dictionary<string, string> Step(string runId, string url, int? retries)
    {
        var headers = Common(runId, url, init: false);
        if (retries is { } own)
        {
            headers["Upstash-Retries"] = Number(own);
        }

        return headers;
    }

    /// <summary>Headers of a call to a third party.</summary>
    public static Dictionary<string, string> Call(string runId, string url, ProgramStep step, int concurrent) => new()
    {
        ["Upstash-Method"] = "POST",
        ["Upstash-Retries"] = Number(CallRetries),
        ["Upstash-Retry-Delay"] = RetryDelay,
        ["Upstash-Workflow-CallType"] = "toCallback",
        ["Upstash-Workflow-Init"] = "false",
        [RunId] = runId,
        ["Upstash-Workflow-Url"] = url,
        [SdkVersion] = "1",
        ["Upstash-Feature-Set"] = "WF_NoDelete,InitialBody",
        ["Upstash-Callback"] = url,
        ["Upstash-Callback-Workflow-RunId"] = runId,
        ["Upstash-Callback-Workflow-CallType"] = "fromCallback",
        ["Upstash-Callback-Workflow-Init"] = "false",
        ["Upstash-Callback-Workflow-Url"] = url,
        ["Upstash-Callback-Feature-Set"] = Features,
        ["Upstash-Callback-Forward-Upstash-Workflow-Callback"] = "true",
        ["Upstash-Callback-Forward-Upstash-Workflow-StepId"] = Number(step.Id),
        ["Upstash-Callback-Forward-Upstash-Workflow-StepName"] = $"step {Number(step.Id)}",
        ["Upstash-Callback-Forward-Upstash-Workflow-StepType"] = "Call",
        ["Upstash-Callback-Forward-Upstash-Workflow-Concurrent"] = Number(concurrent),
    };

    private static Dictionary<string, string> Common(string runId, string url, bool init) => new()
    {
        ["Upstash-Method"] = "POST",
        ["Content-Type"] = "application/json",
        ["Upstash-Workflow-Init"] = init ? "true" : "false",
        [RunId] = runId,
        ["Upstash-Workflow-Url"] = url,
        [SdkVersion] = "1",
        ["Upstash-Feature-Set"] = Features,
        ["Upstash-Forward-Upstash-Workflow-Sdk-Version"] = "1",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

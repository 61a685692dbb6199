namespace BusQStash.Api.Workflows;

/// <summary>Headers of the workflow protocol (wire contract 24.2).</summary>
internal static class WorkflowHeader
{
    internal const string Prefix = "Upstash-Workflow-";
    internal const string RunId = "Upstash-Workflow-RunId";
    internal const string Init = "Upstash-Workflow-Init";
    internal const string Url = "Upstash-Workflow-Url";
    internal const string CallType = "Upstash-Workflow-CallType";
    internal const string Invoke = "Upstash-Workflow-Invoke";
    internal const string TriggerBySdk = "Upstash-Workflow-Trigger-By-Sdk";
    internal const string UnknownSdk = "Upstash-Workflow-Unknown-Sdk";
    internal const string CreatedAt = "Upstash-Workflow-CreatedAt";
    internal const string InvokeCount = "Upstash-Workflow-Invoke-Count";
    internal const string StepId = "Upstash-Workflow-StepId";
    internal const string StepName = "Upstash-Workflow-StepName";

    internal const string ToCallback = "toCallback";
    internal const string Step = "step";

    /// <summary>The features of current SDKs; assumed when the caller says that the endpoint has an SDK (wire contract 24.10).</summary>
    internal const string CurrentFeatures = "LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig";
}

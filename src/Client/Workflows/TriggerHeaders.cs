using System.Security.Cryptography;
using BusQStash.Client.Http;
using BusQStash.Client.Publishing;

namespace BusQStash.Client.Workflows;

/// <summary>Turns the options of a run into the headers that carry them.</summary>
internal static class TriggerHeaders
{
    private const string RunId = "Upstash-Workflow-RunId";
    private const string OfFailure = "Upstash-Failure-Callback-";
    private static readonly TriggerOptions Usual = new();

    /// <summary>The headers that start a run; the official client sends the same for its failure function.</summary>
    internal static MessageHeaders OfStart(string workflowUrl, TriggerOptions? given)
    {
        var options = given ?? Usual;
        Check(options);
        var runId = options.RunId ?? $"wfr_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var headers = MessageHeaders.Of(options.ToPublishOptions(options.FailureCallback ?? workflowUrl));
        headers.Put(RunId, runId);
        headers.Put($"{OfFailure}Forward-Upstash-Workflow-Is-Failure", "true");
        headers.Put($"{OfFailure}Forward-Upstash-Workflow-Failure-Callback", "true");
        headers.Put($"{OfFailure}Workflow-RunId", runId);
        headers.Put($"{OfFailure}Workflow-Init", "false");
        headers.Put($"{OfFailure}Workflow-Url", workflowUrl);
        headers.Put($"{OfFailure}Workflow-CallType", "failureCall");
        headers.Put($"{OfFailure}Feature-Set", "LazyFetch,InitialBody,WF_DetectTrigger,WF_TriggerOnConfig");
        return headers;
    }

    /// <summary>The headers that override settings of a failed run's successor.</summary>
    internal static MessageHeaders OfChanges(TriggerOptions? changes)
    {
        var options = changes ?? Usual;
        Check(options);
        var headers = MessageHeaders.Of(options.ToPublishOptions(options.FailureCallback));
        if (options.RunId is { } runId)
        {
            headers.Put(RunId, runId);
        }

        return headers;
    }

    private static void Check(TriggerOptions options)
    {
        if (options.Method is { } method && method != HttpMethod.Post)
        {
            throw new ArgumentException($"A workflow is called by POST, not {method}", nameof(options));
        }

        if (options.RunId is { } runId)
        {
            Require.PathSegment(runId, nameof(options.RunId));
        }
    }
}

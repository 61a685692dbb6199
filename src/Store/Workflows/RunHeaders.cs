using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>Names in the protocol between server and SDK (wire contract 24.2).</summary>
public static class RunHeaders
{
    /// <summary>Option that lists the features the sender supports.</summary>
    public const string FeatureSet = "Feature-Set";

    /// <summary>The delivery may omit the list: the SDK fetches it.</summary>
    public const string LazyFetch = "LazyFetch";

    /// <summary>The failure callback carries the initial payload instead of the list.</summary>
    public const string InitialBody = "InitialBody";

    /// <summary>A response that does not come from a workflow fails the run.</summary>
    public const string DetectTrigger = "WF_DetectTrigger";

    /// <summary>The trigger's configuration applies to every later message.</summary>
    public const string TriggerOnConfig = "WF_TriggerOnConfig";

    /// <summary>Header that tells the endpoint that the body is a list of steps.</summary>
    public const string SdkVersion = "Upstash-Workflow-Sdk-Version";

    /// <summary>Header that tells the endpoint that its run has failed.</summary>
    public const string IsFailure = "Upstash-Workflow-Is-Failure";

    /// <summary>Header that tells the endpoint that the request is for its failure function.</summary>
    public const string FailureCallback = "Upstash-Workflow-Failure-Callback";

    /// <summary>Header with the labels of the run.</summary>
    public const string Label = "Upstash-Label";

    /// <summary>Option that names the run.</summary>
    public const string RunId = "Workflow-RunId";

    /// <summary>The content type.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>Whether the options list a feature.</summary>
    public static bool Has(IReadOnlyList<HeaderLine> options, string feature)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var option in options)
        {
            if (option.Name.Equals(FeatureSet, StringComparison.OrdinalIgnoreCase)
                && option.Value.Split(',', StringSplitOptions.TrimEntries).Contains(feature, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

using BusQStash.Contracts.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>Names of the protocol between server and SDK (wire contract 24.2).</summary>
public static class RunHeaders
{
    /// <summary>Option with the features the sender knows, as a list.</summary>
    public const string FeatureSet = "Feature-Set";

    /// <summary>The delivery may be empty: the SDK fetches the list.</summary>
    public const string LazyFetch = "LazyFetch";

    /// <summary>The failure callback tells the initial payload instead of the list.</summary>
    public const string InitialBody = "InitialBody";

    /// <summary>An answer that is no workflow's fails the run.</summary>
    public const string DetectTrigger = "WF_DetectTrigger";

    /// <summary>What the trigger said holds for every later message.</summary>
    public const string TriggerOnConfig = "WF_TriggerOnConfig";

    /// <summary>The header that tells the endpoint it is given a list of steps.</summary>
    public const string SdkVersion = "Upstash-Workflow-Sdk-Version";

    /// <summary>The content type.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>Whether a feature is among the options.</summary>
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

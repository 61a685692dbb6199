using BusQStash.Contracts.Messages;

namespace BusQStash.Worker.Callbacks;

/// <summary>Reads a message's further <c>Upstash-*</c> configuration.</summary>
internal static class MessageOptions
{
    public const string WorkflowCallType = "Workflow-CallType";
    public const string WorkflowCreatedAt = "Workflow-CreatedAt";

    /// <summary>The call type of a workflow's call step on its way to a third party.</summary>
    public const string ToCallback = "toCallback";

    /// <summary>The first value of an option; names in any case, as SDKs spell them differently.</summary>
    public static string? Find(MessageSpec spec, string name)
    {
        foreach (var option in spec.Options)
        {
            if (option.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return option.Value;
            }
        }

        return null;
    }
}

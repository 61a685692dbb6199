using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>One of the things a request asks for that has to do with workflow runs. The cases are closed.</summary>
public abstract record RunSubmission
{
    private RunSubmission(NewMessage message) => Message = message;

    /// <summary>The message it becomes; its spec is what the request said, without what the run adds.</summary>
    public NewMessage Message { get; }

    /// <summary>A message that has nothing to do with runs, in one request with others that have.</summary>
    public sealed record Plain(NewMessage Message) : RunSubmission(Message);

    /// <summary>Starts a run; its message carries the payload.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="RunId">The run's id.</param>
    /// <param name="Mode">Who starts it.</param>
    /// <param name="Invoker">The run that waits for it.</param>
    public sealed record Trigger(NewMessage Message, string RunId, TriggerMode Mode, RunInvoker? Invoker = null) : RunSubmission(Message);

    /// <summary>The endpoint of a run that was started without an SDK says that it is a workflow.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="RunId">The run.</param>
    public sealed record Handshake(NewMessage Message, string RunId) : RunSubmission(Message);

    /// <summary>Appends a step to a run, or sends the call of one.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="RunId">The run.</param>
    /// <param name="Kind"><see cref="StepKind.Entry"/> or <see cref="StepKind.Call"/>.</param>
    /// <param name="Facts">Which step it is.</param>
    /// <param name="OwnsRetries">The message says itself how often it is retried.</param>
    public sealed record Step(NewMessage Message, string RunId, StepKind Kind, StepFacts Facts, bool OwnsRetries) : RunSubmission(Message);
}

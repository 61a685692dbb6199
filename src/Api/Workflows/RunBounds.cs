using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Restricts a token with bounds to the runs of endpoints within them.</summary>
/// <remarks>Living runs alone are looked up: a call that names an ended run neither tells nor changes anything. Tokens without bounds cost nothing.</remarks>
internal sealed class RunBounds(IRunLog log, CallLog calls)
{
    /// <summary>Why the caller may not touch a run; <see langword="null"/> when it may.</summary>
    internal Task<Refusal?> RefuseAsync(HttpContext context, string runId, params IReadOnlyList<MessageSpec> messages) =>
        RefuseAsync(Caller.Of(context), PublishRequestReader.CallerIp(context), [runId], messages);

    /// <param name="caller">The caller; <see langword="null"/> where no token is needed.</param>
    /// <param name="callerIp">Its address.</param>
    /// <param name="runIds">The runs it names.</param>
    /// <param name="messages">Messages the server will send for it later.</param>
    internal async Task<Refusal?> RefuseAsync(Caller? caller, string? callerIp, IReadOnlyList<string> runIds, IReadOnlyList<MessageSpec> messages)
    {
        if (caller is not { Bounds: { } bounds })
        {
            return null;
        }

        var runs = runIds.Count == 0
            ? []
            : await log.ListAsync(new RunQuery { RunIds = runIds, States = [RunState.Alive], Count = runIds.Count }, CancellationToken.None);
        if (messages.Select(bounds.Refuse).Concat(runs.Select(run => bounds.RefuseRun(run.Url))).FirstOrDefault(text => text is not null) is not { } wrong)
        {
            return null;
        }

        calls.OutOfBounds(caller.Name, callerIp, wrong);
        return new Refusal(StatusCodes.Status403Forbidden, wrong);
    }

    /// <summary>Which runs a notification reaches, by their endpoint's URL; <see langword="null"/> for all.</summary>
    internal static Func<string, bool>? Within(HttpContext context) =>
        Caller.Of(context) is { Bounds: { } bounds } ? url => bounds.RefuseRun(url) is null : null;
}

using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Bus.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Resumes or restarts failed runs as new runs, with everything the request does not override.</summary>
internal sealed class RunRevivals(MessageSpecReader specs, IFailedRuns failedRuns, RunEffectsPublisher effects, MessageIds ids, TimeProvider time)
{
    private const string RunIdOption = RunHeaders.RunId;

    /// <summary>Checks the request's own headers, independently of any entry.</summary>
    internal Refusal? Check(IReadOnlyList<IReadOnlyList<HeaderLine>> overrides)
    {
        var refusals = new Refusals();
        specs.Read(new HeaderLayers([.. overrides]), [], time.GetUtcNow(), refusals);
        return refusals.First;
    }

    /// <summary>The new run; <see langword="null"/> when another call has already handled the entry.</summary>
    internal async Task<(TriggeredRun? Run, Refusal? Refusal)> ReviveAsync(
        RunDeadLetter failed, IReadOnlyList<IReadOnlyList<HeaderLine>> overrides, bool fromStart)
    {
        var refusals = new Refusals();
        var layers = new HeaderLayers([SpecHeaders.Of(failed.Run.Spec with { NotBefore = null }), .. overrides]);
        var own = new HeaderLayers([.. overrides]).One(WorkflowHeader.RunId);
        var runId = own is null ? ids.Next("wfr_") : ByteText.ToText(own);
        var spec = Renamed(specs.Read(layers, [], time.GetUtcNow(), refusals), ByteText.FromText(runId)) with
        {
            Url = failed.Run.Url,
            CallerIp = failed.Run.CallerIp,
            Redaction = failed.Run.Spec.Redaction,
        };
        if (refusals.First is { } refusal)
        {
            return (null, refusal);
        }

        var (isTaken, revived) = await failedRuns.ReviveAsync(new RunRevival(failed.Letter.DlqId, runId, spec, fromStart, time.GetUtcNow()), CancellationToken.None);
        if (revived is null)
        {
            return (null, isTaken ? new Refusal(StatusCodes.Status400BadRequest, $"invalid {WorkflowHeader.RunId}: a run with the id {runId} is alive") : null);
        }

        // If the process dies here, the new run is in the ledger and the reconciler sends its commands.
        await effects.PublishAsync(revived.Effects);
        return (new TriggeredRun(revived.RunId, revived.CreatedAt), null);
    }

    private static MessageSpec Renamed(MessageSpec spec, string runId) => spec with
    {
        Options = Renamed(spec.Options, runId),
        FailureCallback = spec.FailureCallback is { } failure ? failure with { Options = Renamed(failure.Options, runId) } : null,
    };

    private static IReadOnlyList<HeaderLine> Renamed(IReadOnlyList<HeaderLine> options, string runId) =>
    [
        .. options.Select(option => option.Name.Equals(RunIdOption, StringComparison.OrdinalIgnoreCase) ? option with { Value = runId } : option),
    ];
}

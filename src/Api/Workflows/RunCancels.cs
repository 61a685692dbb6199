using System.Globalization;
using BusQStash.Api.BulkActions;
using BusQStash.Bus.Publishing;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Workflows;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Workflows;

/// <summary>Cancels runs by filter, within the request or in the background.</summary>
internal sealed class RunCancels(
    IRunLog log, IWorkflowRuns runs, RunEffectsPublisher effects, IRunActions actions, TimeProvider time, IOptions<BulkActionOptions> options)
{
    private const int AtOnce = 100;

    // Each run has its own transaction: a step must finish before the action's claim expires.
    private const int InAStep = 50;

    /// <summary>Cancels the runs of a list, up to the query's count.</summary>
    internal async Task<int> CancelAsync(RunQuery query, CancellationToken cancellationToken)
    {
        // Keyset pagination: runs started meanwhile are newer and not selected.
        var canceled = 0;
        (long Time, long RunKey)? after = null;
        while (canceled < query.Count)
        {
            var size = Math.Min(AtOnce, query.Count - canceled);
            var found = await log.ListAsync(query with { After = after, Count = size }, cancellationToken);
            canceled += await CancelAsync(found);
            if (found.Count < size)
            {
                break;
            }

            after = (found[^1].CreatedAt, found[^1].RunKey);
        }

        return canceled;
    }

    /// <summary>
    /// Runs one step of an action. If the process dies before recording it, the step is repeated, finds its runs ended and continues after them; those runs are not counted.
    /// </summary>
    /// <returns>The claim to continue with; <see langword="null"/> when the action is done or another process has taken it over.</returns>
    internal async Task<BulkClaim?> StepAsync(BulkClaim claim, CancellationToken cancellationToken)
    {
        var (filter, action) = (claim.Action.Runs!, claim.Action);
        var size = (int)Math.Min(Math.Min(options.Value.GroupSize, InAStep), filter.Most - action.Processed);
        (long, long)? after = claim.After.CreatedAt < 0 ? null : (claim.After.CreatedAt, long.Parse(claim.After.Id, CultureInfo.InvariantCulture));
        var found = await log.ListAsync(filter.At(action.CreatedAt) with { After = after, Count = Math.Max(0, size) }, cancellationToken);
        var canceled = await CancelAsync(found);
        var progress = new RunProgress(
            found is [.., var last] ? (last.CreatedAt, last.RunKey.ToString(CultureInfo.InvariantCulture)) : claim.After,
            canceled,
            found.Count < size || action.Processed + canceled >= filter.Most);
        return await actions.RecordAsync(claim, progress, time.GetUtcNow(), options.Value.Hold, cancellationToken);
    }

    private async Task<int> CancelAsync(IReadOnlyList<RunRecord> found)
    {
        var canceled = 0;
        foreach (var run in found)
        {
            if (await runs.CancelAsync(run.RunKey, time.GetUtcNow(), CancellationToken.None) is { } done)
            {
                canceled++;
                await effects.PublishAsync(done);
            }
        }

        return canceled;
    }
}

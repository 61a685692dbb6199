using BusQStash.Api.Http;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Groups a run's steps as its log shows them: sequential steps, parallel blocks, and the next step.</summary>
internal static class StepGroups
{
    private const string ErrorStepName = "Upstash-Error-Step-Name";

    internal static IReadOnlyList<StepGroup> Of(RunRecord run, IReadOnlyList<StepRecord> steps)
    {
        StepRecord[] entries = [.. steps.Where(step => step.Kind == StepKind.Entry).OrderBy(step => step.Position)];
        var results = entries.Where(entry => entry.StepId > 0).ToDictionary(entry => entry.StepId);
        var planned = entries.Where(entry => entry.TargetStep > 0).Select(entry => entry.TargetStep).ToHashSet();
        var groups = new List<StepGroup>();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            if (entry.Position == 0)
            {
                groups.Add(StepGroup.Sequential(StepResources.Initial(run, entry)));
            }
            else if (entry.TargetStep > 0)
            {
                // A block's plan steps are adjacent, because they were submitted together.
                var block = entries.Skip(i).TakeWhile(other => other.TargetStep > 0).Take(Math.Max(1, entry.Concurrent)).ToArray();
                groups.Add(new StepGroup([.. block.Select(plan => Parallel(plan, results, steps, run))], "parallel"));
                i += block.Length - 1;
            }
            else if (!planned.Contains(entry.StepId))
            {
                groups.Add(StepGroup.Sequential(Finished(entry, steps, run)));
            }
        }

        // The answer of a call that cannot be delivered is what comes next, beside the call that waits for it.
        var undelivered = steps.FirstOrDefault(step => IsUndelivered(step) && !planned.Contains(step.StepId));
        var pending = Pending(steps, results, planned, run.State);
        if (pending is not null)
        {
            groups.Add(pending);
        }

        if (undelivered is not null && Next(undelivered, run) is { } failed)
        {
            groups.Add(failed);
        }
        else if (pending is null && entries is [.., var last] && !IsInsideBlock(entries, results, planned) && Next(last, run) is { } next)
        {
            groups.Add(next);
        }

        return groups;
    }

    private static StepResource Parallel(StepRecord plan, Dictionary<int, StepRecord> results, IReadOnlyList<StepRecord> steps, RunRecord run) =>
        results.TryGetValue(plan.TargetStep, out var result)
            ? Finished(result, steps, run) with { Errors = plan.Errors.Count > 0 ? [.. plan.Errors.Select(StepErrorResource.Of)] : null }
            : Unfinished(plan, steps.FirstOrDefault(step => IsUndelivered(step) && step.StepId == plan.TargetStep), steps, run);

    private static StepResource Unfinished(StepRecord plan, StepRecord? undelivered, IReadOnlyList<StepRecord> steps, RunRecord run)
    {
        var shown = StepResources.Of(plan, StepDetails.Of(steps, plan.TargetStep), StepResources.StateOf(undelivered ?? plan, run.State));
        return undelivered is null ? shown : shown with { Errors = [.. undelivered.Errors.Select(StepErrorResource.Of)] };
    }

    /// <summary>Whether it is the answer of a call, and could not be delivered so far.</summary>
    private static bool IsUndelivered(StepRecord step) => step is { Kind: StepKind.Answer, MessageState: MessageState.Failed or MessageState.Retrying };

    private static StepResource Finished(StepRecord entry, IReadOnlyList<StepRecord> steps, RunRecord run)
    {
        var isAsleep = IsAsleep(entry, run);
        var state = isAsleep ? StepResources.StateOf(entry, run.State) : StepResources.Success;
        var shown = StepResources.Of(entry, StepDetails.Of(steps, entry.StepId), state);
        return isAsleep ? shown : shown with { Errors = null, NextDeliveryTime = null };
    }

    /// <summary>A sleep lasts until its message is delivered, or until the run is canceled.</summary>
    private static bool IsAsleep(StepRecord entry, RunRecord run) => entry.Type is "SleepFor" or "SleepUntil" && entry.MessageState switch
    {
        MessageState.Scheduled => true,
        MessageState.Canceled => entry.NotBefore > run.CompletedAt,
        _ => false,
    };

    /// <summary>A pending wait, call or invocation outside a block.</summary>
    private static StepGroup? Pending(IReadOnlyList<StepRecord> steps, Dictionary<int, StepRecord> results, HashSet<int> planned, RunState run)
    {
        var pending = steps.LastOrDefault(step =>
            step.Kind is StepKind.Wait or StepKind.Call or StepKind.Invocation && !results.ContainsKey(step.StepId) && !planned.Contains(step.StepId));
        return pending is null
            ? null
            : StepGroup.Sequential(StepResources.Of(
                pending, StepDetails.Of(steps, pending.StepId), run == RunState.Alive ? StepResources.Progress : StepResources.Canceled) with
                {
                    Out = null,
                });
    }

    /// <summary>Whether the last entry is a result in a block with results still missing: its delivery continues nothing.</summary>
    private static bool IsInsideBlock(StepRecord[] entries, Dictionary<int, StepRecord> results, HashSet<int> planned) =>
        entries is [.., { Errors.Count: 0 } last] && planned.Contains(last.StepId) && planned.Any(target => !results.ContainsKey(target));

    /// <summary>The step that is running or has failed after the last one.</summary>
    private static StepGroup? Next(StepRecord last, RunRecord run)
    {
        if (last is { TargetStep: > 0, Kind: StepKind.Entry } or { MessageState: null or MessageState.Delivered or MessageState.Scheduled }
            || run.State == RunState.Succeeded
            || IsAsleep(last, run))
        {
            return null;
        }

        var error = last.Errors is [.., var latest] ? latest : null;
        return StepGroup.Next(new StepResource
        {
            MessageId = last.MessageId,
            StepName = error?.Response?.Headers.FirstOrDefault(header => header.Name.Equals(ErrorStepName, StringComparison.OrdinalIgnoreCase)) is { } header
                ? ByteText.ToText(header.Value)
                : null,
            State = StepResources.StateOf(last, run.State),
            Retries = last.Spec?.MaxRetries ?? run.Spec.MaxRetries,
            RetryDelay = last.Spec?.RetryDelayExpression ?? run.Spec.RetryDelayExpression,
            NextDeliveryTime = last.MessageState == MessageState.Retrying ? last.NotBefore : null,
            Errors = [.. last.Errors.Select(StepErrorResource.Of)],
        });
    }
}

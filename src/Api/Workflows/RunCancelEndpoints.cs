using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Bus.Publishing;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Cancels many runs (wire contract 24.8).</summary>
internal static class RunCancelEndpoints
{
    private const string Ids = "workflowRunIds";
    private const int AtOnce = 100;

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        Ids, "workflowUrl", "workflowUrlExactMatch", "workflowUrlStartingWith", "host", "path", "label", "fromDate", "toDate", "callerIp", "flowControlKey",
        "count", "cursor", "async",
    };

    internal static void MapRunCancels(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v2/workflows/runs", DeleteAsync)
            .WithSummary("Cancel workflow runs")
            .WithDescription("Those named by workflowRunIds, else those the filters find, else all, up to count.")
            .Produces<CancelResponse>();

    private static async Task<IResult> DeleteAsync(HttpContext context, IRunLog log, IWorkflowRuns runs, RunEffectsPublisher effects, TimeProvider time)
    {
        var (values, refusal) = await Selection.ReadAsync(context, Names, Ids);
        var refusals = new Refusals();
        var filters = new Filters(values, refusals);
        var query = values.ContainsKey(Ids) ? new RunQuery { RunIds = filters.Many(Ids), Count = int.MaxValue } : Filtered(filters, refusals);
        if ((refusal ?? refusals.First) is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        return values.ContainsKey(Ids) && query.RunIds.Count == 0
            ? Answer(0)
            : Answer(await CancelAsync(query with { States = [RunState.Alive] }, log, runs, effects, time, context.RequestAborted));
    }

    private static async Task<int> CancelAsync(
        RunQuery query, IRunLog log, IWorkflowRuns runs, RunEffectsPublisher effects, TimeProvider time, CancellationToken cancellationToken)
    {
        // Page by page, each behind the one before: what is started meanwhile is newer and not meant.
        var canceled = 0;
        (long Time, long RunKey)? after = null;
        while (canceled < query.Count)
        {
            var size = Math.Min(AtOnce, query.Count - canceled);
            var found = await log.ListAsync(query with { After = after, Count = size }, cancellationToken);
            foreach (var run in found)
            {
                if (await runs.CancelAsync(run.RunKey, time.GetUtcNow(), CancellationToken.None) is { } done)
                {
                    canceled++;
                    await effects.PublishAsync(done);
                }
            }

            if (found.Count < size)
            {
                break;
            }

            after = (found[^1].CreatedAt, found[^1].RunKey);
        }

        return canceled;
    }

    private static RunQuery Filtered(Filters filters, Refusals refusals)
    {
        var exact = filters.One("workflowUrlExactMatch");
        if (exact is not null && !bool.TryParse(exact, out _))
        {
            refusals.Malformed($"invalid workflowUrlExactMatch: '{exact}' is neither true nor false");
        }

        var urls = filters.Urls("workflowUrl");
        var isExact = bool.TryParse(exact, out var flag) && flag;
        return new RunQuery
        {
            Urls = isExact ? urls : [],
            UrlPrefixes = isExact ? filters.Many("workflowUrlStartingWith") : [.. urls, .. filters.Many("workflowUrlStartingWith")],
            Hosts = filters.Many("host"),
            Paths = filters.Many("path"),
            Labels = filters.Many("label"),
            FlowControlKeys = filters.Many("flowControlKey"),
            CallerIps = filters.CallerIps(),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
            Count = filters.Count(100, int.MaxValue),
        };
    }

    private static IResult Answer(int canceled) => ApiResults.Json(new CancelResponse(canceled), MessagesJson.Default.CancelResponse);
}

using BusQStash.Api.BulkActions;
using BusQStash.Api.Http;
using BusQStash.Api.Messages;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Workflows;

namespace BusQStash.Api.Workflows;

/// <summary>Cancels many runs (wire contract 24.8).</summary>
internal static class RunCancelEndpoints
{
    private const string Ids = "workflowRunIds";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        Ids, "workflowUrl", "workflowUrlExactMatch", "workflowUrlStartingWith", "host", "path", "label", "fromDate", "toDate", "callerIp", "flowControlKey",
        "count", "cursor", "async",
    };

    internal static void MapRunCancels(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v2/workflows/runs", DeleteAsync)
            .WithSummary("Cancel workflow runs")
            .WithDescription("Those named by workflowRunIds, else those the filters find, else all, up to count. With async it is a bulk action that goes on in the background.")
            .Produces<CancelResponse>()
            .Produces<CancelResponse>(StatusCodes.Status202Accepted);

    private static async Task<IResult> DeleteAsync(HttpContext context, RunCancels cancels, BulkCancel bulk)
    {
        var (values, refusal) = await Selection.ReadAsync(context, Names, Ids);
        var refusals = new Refusals();
        var filters = new Filters(values, refusals);
        var isAsync = Flag(filters, "async", refusals);
        var (ids, filter) = values.ContainsKey(Ids) ? (filters.Many(Ids), new RunCancelFilter()) : (null, Filtered(filters, refusals));
        if ((refusal ?? refusals.First) is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        if (ids is not null)
        {
            var named = new RunQuery { RunIds = ids, States = [RunState.Alive], Count = int.MaxValue };
            return Answer(new CancelResponse(ids.Count == 0 ? 0 : await cancels.CancelAsync(named, context.RequestAborted)));
        }

        if (isAsync)
        {
            var action = await bulk.StartAsync(filter, context.RequestAborted);
            return Answer(new CancelResponse(action.Total, action.Id), StatusCodes.Status202Accepted);
        }

        return Answer(new CancelResponse(await cancels.CancelAsync(filter.At(null) with { Count = filter.Most }, context.RequestAborted)));
    }

    private static RunCancelFilter Filtered(Filters filters, Refusals refusals)
    {
        var urls = filters.Urls("workflowUrl");
        var isExact = Flag(filters, "workflowUrlExactMatch", refusals);
        return new RunCancelFilter
        {
            Urls = isExact ? urls : [],
            UrlPrefixes = isExact ? filters.Many("workflowUrlStartingWith") : [.. urls, .. filters.Many("workflowUrlStartingWith")],
            Hosts = filters.Hosts(),
            Paths = filters.Many("path"),
            Labels = filters.Many("label"),
            FlowControlKeys = filters.Many("flowControlKey"),
            CallerIps = filters.CallerIps(),
            From = filters.Time("fromDate"),
            To = filters.Time("toDate"),
            Most = filters.Count(100, int.MaxValue),
        };
    }

    private static bool Flag(Filters filters, string name, Refusals refusals)
    {
        var text = filters.One(name);
        if (text is not null && !bool.TryParse(text, out _))
        {
            refusals.Malformed($"invalid {name}: '{text}' is neither true nor false");
        }

        return bool.TryParse(text, out var flag) && flag;
    }

    private static IResult Answer(CancelResponse response, int status = StatusCodes.Status200OK) =>
        ApiResults.Json(response, MessagesJson.Default.CancelResponse, status);
}

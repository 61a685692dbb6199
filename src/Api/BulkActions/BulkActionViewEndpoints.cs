using System.Globalization;
using BusQStash.Api.Dlq;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Api.Reference;
using BusQStash.Store.BulkActions;

namespace BusQStash.Api.BulkActions;

/// <summary>Starts, shows and stops bulk actions in the background. An action selects every match at one instant, not the entries of a page.</summary>
internal static class BulkActionViewEndpoints
{
    private const int UsualCount = 50, MaxCount = 100;

    internal static void MapBulkActionViews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/busqstash/bulkActions", StartAsync)
            .WithSummary("Start a bulk action")
            .WithDescription("dlqRetry, dlqDelete or cancel, for all matches of the filter that existed at toDate. The action runs in the background and survives a crash.")
            .TakesBody<BulkActionRequest>()
            .Produces<StartedBulkAction>(StatusCodes.Status202Accepted);
        routes.MapGet("/busqstash/bulkActions", ListAsync)
            .WithSummary("List bulk actions with what became of them")
            .WithDescription("The newest first.")
            .TakesQuery(QueryParameters.Page)
            .Produces<BulkActionViewList>()
            .Looks();
        routes.MapGet("/busqstash/bulkActions/{actionId}", GetAsync)
            .WithSummary("Read a bulk action with what became of it")
            .Produces<BulkActionView>()
            .Looks();
        routes.MapPost("/busqstash/bulkActions/{actionId}/stop", StopAsync)
            .WithSummary("Stop a bulk action")
            .WithDescription("What is done stays done. One that has ended stays as it is.");
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, IDeadLetterActions actions, BulkActionRunner runner, DeadLetterRetry retry, MessageIds ids, CallLog calls, TimeProvider time)
    {
        var (request, refusal) = await JsonBody.ReadAsync(context, BulkActionsJson.Default.BulkActionRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var refusals = new Refusals();
        var action = Read(request, ids.NextAction(), time.GetUtcNow(), refusals);
        if ((refusals.First ?? retry.Check(BulkOverrideHeaders.Layers(action?.Overrides))) is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        // From here on the action completes even if this process dies.
        var created = await actions.CreateAsync(action!, time.GetUtcNow(), context.RequestAborted);
        runner.Wake();
        calls.BulkActionBegan(context, created.Id, BulkKinds.NameOf(created.Kind), created.Total, request.Filter!.Keys);
        return ApiResults.Json(new StartedBulkAction(action!.Id), BulkActionsJson.Default.StartedBulkAction, StatusCodes.Status202Accepted);
    }

    private static NewBulkAction? Read(BulkActionRequest request, string id, DateTimeOffset now, Refusals refusals)
    {
        if (BulkKinds.Find(request.Kind) is not { } kind || kind == BulkKind.RunCancel)
        {
            refusals.Malformed($"invalid kind '{request.Kind}': it is one of {string.Join(", ", BulkKinds.Names.Take((int)BulkKind.RunCancel))}");
            return null;
        }

        if (request.Filter is null)
        {
            refusals.Malformed("filter is missing: {} means all");
            return null;
        }

        if (request.ToDate is < 0 || request.ToDate > now.ToUnixTimeMilliseconds())
        {
            refusals.Malformed("invalid toDate: it is a time in unix milliseconds that has passed");
            return null;
        }

        if (request.Overrides is not null && kind != BulkKind.DlqRetry)
        {
            refusals.Malformed("overrides make sense for dlqRetry only");
        }

        return new NewBulkAction
        {
            Id = id,
            Kind = kind,
            Messages = kind == BulkKind.Cancel ? BulkFilterReader.Messages(request.Filter, refusals) : new MessageFilter(),
            DeadLetters = kind == BulkKind.Cancel ? new DeadLetterFilter() : BulkFilterReader.DeadLetters(request.Filter, refusals),
            Through = request.ToDate is { } to ? DateTimeOffset.FromUnixTimeMilliseconds(to) : now,
            Overrides = BulkOverrideHeaders.Of(request.Overrides),
        };
    }

    private static async Task<IResult> ListAsync(HttpContext context, IBulkActions actions)
    {
        var refusals = new Refusals();
        var filters = new Filters(context.Request.Query, refusals);
        var count = filters.Count(UsualCount, MaxCount);
        var after = filters.Cursor();
        if (refusals.First is { } refusal)
        {
            return ApiResults.Error(refusal);
        }

        // One more than requested tells whether another page follows.
        var found = await actions.ListAsync(ofRuns: false, after, count + 1, context.RequestAborted);
        List<(long CreatedAt, string Id)> keys = [.. found.Take(count).Select(action => action.Key)];
        var cursor = found.Count > count ? string.Create(CultureInfo.InvariantCulture, $"{keys[^1].CreatedAt}-{keys[^1].Id}") : null;
        var page = await actions.ReadAsync(keys, context.RequestAborted);
        return ApiResults.Json(new BulkActionViewList([.. page.Select(BulkActionView.Of)], cursor), BulkActionsJson.Default.BulkActionViewList);
    }

    private static async Task<IResult> GetAsync(string actionId, IBulkActions actions, CancellationToken cancellationToken) =>
        await actions.FindAsync(actionId, cancellationToken) is { } action
            ? ApiResults.Json(BulkActionView.Of(action), BulkActionsJson.Default.BulkActionView)
            : NotFound(actionId);

    private static async Task<IResult> StopAsync(
        string actionId, IBulkActions actions, IDeadLetterActions deadLetters, TimeProvider time, CancellationToken cancellationToken)
    {
        // Idempotent: stopping twice, or just after the end, succeeds.
        await deadLetters.StopAsync(actionId, time.GetUtcNow(), CancellationToken.None);
        return await actions.FindAsync(actionId, cancellationToken) is null ? NotFound(actionId) : ApiResults.Done();
    }

    private static IResult NotFound(string actionId) => ApiResults.NotFound($"bulk action {actionId} not found");
}

using BusQStash.Api.Http;

namespace BusQStash.Api.Workflows;

/// <summary>Notifications and webhook calls, which resume waiting runs (wire contract 24.7).</summary>
internal static class NotifyEndpoints
{
    private const string HookRoute = "/v2/workflows/hooks/{userId}/{runId}/{eventId}";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    internal static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/notify/{eventId}", (string eventId, HttpContext context, Notifications notifications) =>
                notifications.NotifyAsync(context, null, eventId))
            .Needs(Access.Publish)
            .WithSummary("Notify every run that waits for an event")
            .WithDescription("The body is the event's data. Where nobody waits it is lost.")
            .Produces<IReadOnlyList<NotifyResource>>();
        routes.MapPost("/v2/notify/{runId}/{eventId}", (string runId, string eventId, HttpContext context, Notifications notifications) =>
                notifications.NotifyAsync(context, runId, eventId))
            .Needs(Access.Publish)
            .WithSummary("Notify one run")
            .WithDescription("As for all; where the run does not wait yet the event is kept for it.")
            .Produces<IReadOnlyList<NotifyResource>>();
        // Other methods reach it, too, but the API's description has no place for them.
        var hook = (string userId, string runId, string eventId, HttpContext context, Notifications notifications) => notifications.HookAsync(context, runId, eventId);
        routes.Map(HookRoute, hook).ExcludeFromDescription();
        routes.MapMethods(HookRoute, Methods, hook)
            .WithSummary("Call a webhook of a workflow run")
            .WithDescription("Resumes the run, or is kept until it waits. Needs no token: whoever was given the address may call it.");
    }
}

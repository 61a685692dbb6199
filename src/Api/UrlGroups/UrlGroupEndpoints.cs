using BusQStash.Api.Http;
using BusQStash.Api.Reference;
using BusQStash.Store.UrlGroups;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.UrlGroups;

/// <summary>URL groups, called topics in their paths (wire contract 17).</summary>
internal static class UrlGroupEndpoints
{
    internal static void MapUrlGroups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/topics", ListAsync).WithSummary("List URL groups").Produces<IEnumerable<UrlGroupResource>>();
        routes.MapGet("/v2/topics/{name}", GetAsync).WithSummary("Read a URL group").Produces<UrlGroupResource>();
        routes.MapDelete("/v2/topics/{name}", DeleteAsync).WithSummary("Delete a URL group").WithDescription("Messages published to it stay.");
        routes.MapPatch("/v2/topics/{name}", SetHeadersAsync)
            .WithSummary("Set the default headers of a URL group")
            .WithDescription("Applied to messages published to the group, unless their publisher overrides them.")
            .TakesBody<DefaultHeadersRequest>();
        routes.MapPost("/v2/topics/{name}/endpoints", AddAsync)
            .WithSummary("Add endpoints to a URL group")
            .WithDescription("Makes the group if need be. A name that is there gets the new URL, a URL that is there the new name.")
            .TakesBody<EndpointsRequest>();
        routes.MapDelete("/v2/topics/{name}/endpoints", RemoveAsync)
            .WithSummary("Remove endpoints from a URL group")
            .WithDescription("By name or URL. With the last one the group is gone.")
            .TakesBody<EndpointsRequest>();
    }

    private static async Task<IResult> ListAsync(IUrlGroups groups, CancellationToken cancellationToken) =>
        ApiResults.Array(
            Portions.ReadAsync(await groups.ListAsync(cancellationToken), groups.ReadAsync, cancellationToken).Select(UrlGroupResource.Of),
            UrlGroupsJson.Default.UrlGroupResource);

    private static async Task<IResult> GetAsync(string name, IUrlGroups groups, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(name))
        {
            return BadName(name);
        }

        return await groups.FindAsync(name, cancellationToken) is { } group
            ? ApiResults.Json(UrlGroupResource.Of(group), UrlGroupsJson.Default.UrlGroupResource)
            : NotFound(name);
    }

    private static async Task<IResult> DeleteAsync(string name, IUrlGroups groups, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(name))
        {
            return BadName(name);
        }

        // Idempotent: deleting an unknown group succeeds.
        await groups.DeleteAsync(name, cancellationToken);
        return ApiResults.Done();
    }

    private static async Task<IResult> SetHeadersAsync(
        HttpContext context, string name, IUrlGroups groups, DefaultHeadersReader reader, TimeProvider time)
    {
        var (request, refusal) = await ReadAsync(context, name, UrlGroupsJson.Default.DefaultHeadersRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var refusals = new Refusals();
        var headers = reader.Read(request, refusals);
        if (refusals.First is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        await groups.SetHeadersAsync(name, headers, time.GetUtcNow(), context.RequestAborted);
        return ApiResults.Done();
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, string name, IUrlGroups groups, EndpointsReader reader, TimeProvider time, IOptions<UrlGroupOptions> options)
    {
        var (request, refusal) = await ReadAsync(context, name, UrlGroupsJson.Default.EndpointsRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var refusals = new Refusals();
        var endpoints = reader.ToAdd(request, refusals);
        var known = (await groups.FindAsync(name, context.RequestAborted))?.Endpoints.Select(endpoint => endpoint.Url) ?? [];
        if (known.Union(endpoints.Select(endpoint => endpoint.Url)).Count() > options.Value.MaxEndpoints)
        {
            refusals.OverLimit($"too many endpoints: a URL group may have {options.Value.MaxEndpoints}");
        }

        if (refusals.First is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        await groups.AddEndpointsAsync(name, endpoints, time.GetUtcNow(), context.RequestAborted);
        return ApiResults.Done();
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string name, IUrlGroups groups, TimeProvider time)
    {
        var (request, refusal) = await ReadAsync(context, name, UrlGroupsJson.Default.EndpointsRequest);
        if (request is null)
        {
            return ApiResults.Error(refusal!);
        }

        var refusals = new Refusals();
        var endpoints = EndpointsReader.ToRemove(request, refusals);
        if (refusals.First is { } wrong)
        {
            return ApiResults.Error(wrong);
        }

        return await groups.RemoveEndpointsAsync(name, endpoints, time.GetUtcNow(), context.RequestAborted)
            ? ApiResults.Done()
            : NotFound(name);
    }

    private static Task<(T? Value, Refusal? Refusal)> ReadAsync<T>(
        HttpContext context, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => Name.IsValid(name)
            ? JsonBody.ReadAsync(context, type)
            : Task.FromResult<(T?, Refusal?)>((null, new Refusal(StatusCodes.Status400BadRequest, BadNameText(name))));

    private static IResult BadName(string name) => ApiResults.Malformed(BadNameText(name));

    private static string BadNameText(string name) => $"invalid URL group name '{name}': it {Name.Rule}";

    private static IResult NotFound(string name) => ApiResults.NotFound($"URL group {name} not found");
}

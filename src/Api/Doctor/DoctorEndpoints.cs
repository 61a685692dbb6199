namespace BusQStash.Api.Doctor;

/// <summary>Reports problems of the deployment.</summary>
internal static class DoctorEndpoints
{
    internal static void MapDoctor(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/busqstash/doctor", async (DoctorRounds rounds, CancellationToken cancellationToken) =>
            Http.ApiResults.Json(await rounds.GetAsync(cancellationToken), DoctorJson.Default.DoctorReport))
            .WithSummary("Look the deployment over")
            .WithDescription(
                "Ledger, broker, processes, tokens and this machine, each with what to do about it; at most five seconds old. It changes nothing, and what is away is a finding.")
            .Produces<DoctorReport>();
}

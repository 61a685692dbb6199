namespace BusQStash.Api.Dashboard;

/// <summary>A file of the page as it is sent.</summary>
internal sealed record DashboardAsset(string ContentType, byte[] Plain, byte[] Compressed);

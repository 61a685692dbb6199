namespace BusQStash.Api.Dashboard;

/// <summary>A file of the dashboard, ready to be served.</summary>
internal sealed record DashboardAsset(string ContentType, byte[] Plain, byte[] Compressed);

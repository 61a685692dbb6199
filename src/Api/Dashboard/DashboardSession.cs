using BusQStash.Api.Http;

namespace BusQStash.Api.Dashboard;

/// <summary>Who is signed in: what they may do, when they signed in and when the browser was last seen.</summary>
internal sealed record DashboardSession(Access Access, DateTimeOffset IssuedAt, DateTimeOffset SeenAt);

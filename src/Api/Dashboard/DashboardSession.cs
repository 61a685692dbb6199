using BusQStash.Api.Http;

namespace BusQStash.Api.Dashboard;

/// <summary>Who is signed in: whose token it was, as it is now, and what the cookie says.</summary>
internal sealed record DashboardSession(Caller Caller, SessionTicket Ticket);

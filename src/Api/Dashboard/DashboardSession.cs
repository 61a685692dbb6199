using BusQStash.Api.Http;

namespace BusQStash.Api.Dashboard;

/// <summary>A signed-in session: the current state of its token, and its ticket from the cookie.</summary>
internal sealed record DashboardSession(Caller Caller, SessionTicket Ticket);

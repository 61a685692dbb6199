namespace BusQStash.Api.Tokens;

/// <summary>A request to create a token.</summary>
/// <param name="Name">Its name, shown in logs: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>.</param>
/// <param name="Rights"><c>admin</c>, <c>publish</c>, <c>read</c>, or the last two.</param>
/// <param name="Queues">The queues it may enqueue into; when left out, all, and publishing outside queues.</param>
/// <param name="Hosts">The hosts its messages and their callbacks may go to, <c>*.example.com</c> for those below one; all when left out.</param>
/// <param name="ExpiresAt">When it expires; never when left out.</param>
internal sealed record NewTokenRequest(
    string? Name, IReadOnlyList<string?>? Rights, IReadOnlyList<string?>? Queues, IReadOnlyList<string?>? Hosts, long? ExpiresAt);

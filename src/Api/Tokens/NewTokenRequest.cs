namespace BusQStash.Api.Tokens;

/// <summary>A token to be made.</summary>
/// <param name="Name">Its name, which logs tell: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>.</param>
/// <param name="Rights"><c>admin</c>, <c>publish</c>, <c>read</c>, or the last two.</param>
/// <param name="Queues">The queues it may enqueue into; all, and beside queues, when left out.</param>
/// <param name="Hosts">The hosts its messages and their callbacks may go to, <c>*.example.com</c> for those below one; all when left out.</param>
/// <param name="ExpiresAt">When it ends; never when left out.</param>
internal sealed record NewTokenRequest(
    string? Name, IReadOnlyList<string?>? Rights, IReadOnlyList<string?>? Queues, IReadOnlyList<string?>? Hosts, long? ExpiresAt);

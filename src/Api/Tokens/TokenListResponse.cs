namespace BusQStash.Api.Tokens;

/// <summary>All tokens.</summary>
internal sealed record TokenListResponse(IReadOnlyList<TokenResource> Items);

namespace BusQStash.Client.Tokens;

/// <summary>The list of tokens in wire format.</summary>
internal sealed record TokenList(IReadOnlyList<AccessToken> Items);

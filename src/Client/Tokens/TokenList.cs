namespace BusQStash.Client.Tokens;

/// <summary>The list of tokens as it travels.</summary>
internal sealed record TokenList(IReadOnlyList<AccessToken> Items);

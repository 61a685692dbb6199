using System.ComponentModel.DataAnnotations;

namespace BusQStash.Api.Http;

/// <summary>The API's authentication: which tokens it accepts.</summary>
internal sealed class AuthenticationOptions
{
    internal const string SectionName = "BusQStash";

    /// <summary>The token with full access. Default: the public development token, which is safe on a developer's own machine only.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "BusQStash:Token is empty. Set it to the token your clients send as QSTASH_TOKEN.")]
    public string Token { get; set; } = DevelopmentUser.Token;

    /// <summary>A second token that may only read. Default: none.</summary>
    public string? ReadOnlyToken { get; set; }

    /// <summary>Further tokens by name. Default: none; tokens made over the API are in the ledger.</summary>
    public Dictionary<string, NamedTokenOptions> Tokens { get; } = new(StringComparer.Ordinal);
}

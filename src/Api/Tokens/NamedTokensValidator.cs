using BusQStash.Api.Http;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Tokens;

/// <summary>Validates the named tokens of the settings.</summary>
internal sealed class NamedTokensValidator : IValidateOptions<AuthenticationOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        List<string> wrong = [.. options.Tokens.Select(token => (token.Key, Text: Check(token.Key, token.Value))).Where(one => one.Text is not null)
            .Select(one => $"BusQStash:Tokens:{one.Key}: {one.Text}")];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static string? Check(string name, NamedTokenOptions token)
    {
        if (string.IsNullOrEmpty(token.Token) == string.IsNullOrEmpty(token.TokenHash))
        {
            return "set Token or TokenHash, one of them.";
        }

        if (token.TokenHash is { Length: > 0 } hash && !TokenSecret.IsHash(hash))
        {
            return "TokenHash is not the SHA-256 of a token in hex (64 characters).";
        }

        if (!TokenRules.TryExpiry(token.ExpiresAt, out _))
        {
            return $"ExpiresAt is '{token.ExpiresAt}', which is no time such as 2027-01-31T00:00:00Z.";
        }

        return TokenRules.Rights(SettingsTokens.Split(token.Rights)) is { } rights
            ? TokenRules.Check(name, rights, SettingsTokens.Split(token.Queues), SettingsTokens.Split(token.Hosts))
            : $"Rights is '{token.Rights}': {TokenRules.RightsRule}.";
    }
}

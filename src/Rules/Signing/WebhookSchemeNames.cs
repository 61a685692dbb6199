namespace BusQStash.Rules.Signing;

/// <summary>The names of the schemes, as they appear in signatures.</summary>
internal static class WebhookSchemeNames
{
    /// <summary>The header's name after <c>Upstash-</c>.</summary>
    internal const string Option = "Standard-Webhooks";

    internal const string Symmetric = "v1", Asymmetric = "v1a", None = "none";

    internal const string Rule = "must be v1 (HMAC), v1a (ed25519), both separated by a comma, or none";

    /// <summary>Parses a list of names; <c>none</c> must be the only one.</summary>
    internal static bool TryParse(string? text, out WebhookSchemes schemes)
    {
        schemes = WebhookSchemes.None;
        var names = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (names is [None])
        {
            return true;
        }

        foreach (var name in names)
        {
            var scheme = name switch
            {
                Symmetric => WebhookSchemes.Symmetric,
                Asymmetric => WebhookSchemes.Asymmetric,
                _ => WebhookSchemes.None,
            };
            if (scheme == WebhookSchemes.None)
            {
                return false;
            }

            schemes |= scheme;
        }

        return true;
    }
}

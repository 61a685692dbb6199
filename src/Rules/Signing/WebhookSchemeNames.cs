namespace BusQStash.Rules.Signing;

/// <summary>The names of the schemes, as in the signatures themselves.</summary>
internal static class WebhookSchemeNames
{
    /// <summary>The header's name behind <c>Upstash-</c>.</summary>
    internal const string Option = "Standard-Webhooks";

    internal const string Symmetric = "v1", Asymmetric = "v1a", None = "none";

    internal const string Rule = "must be v1 (HMAC), v1a (ed25519), both separated by a comma, or none";

    /// <summary>Reads a list of names; <c>none</c> stands alone.</summary>
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

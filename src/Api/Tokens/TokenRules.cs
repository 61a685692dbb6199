using System.Globalization;
using BusQStash.Api.Http;
using BusQStash.Store.Tokens;

namespace BusQStash.Api.Tokens;

/// <summary>Validation rules for named tokens, from the settings or the API.</summary>
internal static class TokenRules
{
    internal const string RightsRule = "it must be admin, publish, read, or publish and read";

    /// <summary>Parses rights by their names.</summary>
    internal static TokenRights? Rights(IReadOnlyList<string> names)
    {
        var rights = TokenRights.None;
        foreach (var name in names)
        {
            var right = name.Trim().ToLowerInvariant() switch
            {
                "read" => TokenRights.Read,
                "publish" => TokenRights.Publish,
                "admin" => TokenRights.Admin,
                _ => TokenRights.None,
            };
            if (right == TokenRights.None)
            {
                return null;
            }

            rights |= right;
        }

        return rights == TokenRights.None ? null : rights;
    }

    internal static IReadOnlyList<string> NamesOf(TokenRights rights) =>
    [
        .. rights.HasFlag(TokenRights.Admin) ? (string[])["admin"] : [],
        .. rights.HasFlag(TokenRights.Publish) ? (string[])["publish"] : [],
        .. rights.HasFlag(TokenRights.Read) ? (string[])["read"] : [],
    ];

    internal static Access AccessOf(TokenRights rights) => rights.HasFlag(TokenRights.Admin)
        ? Access.Full
        : (rights.HasFlag(TokenRights.Publish) ? Access.Publish : Access.None) | (rights.HasFlag(TokenRights.Read) ? Access.Read : Access.None);

    /// <summary>Parses the expiry of a token in the settings; no text means never.</summary>
    internal static bool TryExpiry(string? text, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        expiresAt = isTime ? time : null;
        return isTime;
    }

    /// <summary>The error of a token, or <see langword="null"/>.</summary>
    internal static string? Check(string name, TokenRights rights, IReadOnlyList<string> queues, IReadOnlyList<string> hosts)
    {
        if (!Name.IsValid(name))
        {
            return $"invalid name '{name}': it {Name.Rule}";
        }

        if (name is Caller.Root or Caller.ReadOnly)
        {
            return $"invalid name '{name}': it is what the settings' own token is called";
        }

        if (queues.FirstOrDefault(queue => !Name.IsValid(queue)) is { } queue)
        {
            return $"invalid queue '{queue}': its name {Name.Rule}";
        }

        if (hosts.FirstOrDefault(host => !Bounds.IsHost(host)) is { } host)
        {
            return $"invalid host '{host}': it must be the name or address of a host without scheme, port and path, or *.example.com for all below example.com";
        }

        // Reading and administration are not divided by queue or host, so bounds that cover half of a token's rights would mislead.
        return queues.Count + hosts.Count > 0 && rights != TokenRights.Publish ? "queues and hosts bound what is published: a token with bounds has the right publish and no other" : null;
    }
}

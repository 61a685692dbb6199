using System.Collections.Frozen;
using BusQStash.Api.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BusQStash.Api.Tokens;

/// <summary>The tokens of the settings; a change of the settings file takes effect at runtime.</summary>
internal sealed partial class SettingsTokens : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly IEnumerable<IValidateOptions<AuthenticationOptions>> _validators;
    private readonly ILogger<SettingsTokens> _logger;
    private readonly IDisposable _watch;
    private Snapshot _tokens;

    public SettingsTokens(
        IConfiguration configuration,
        IOptions<AuthenticationOptions> options,
        IEnumerable<IValidateOptions<AuthenticationOptions>> validators,
        ILogger<SettingsTokens> logger)
    {
        (_configuration, _validators, _logger) = (configuration, validators, logger);
        _tokens = Read(options.Value);
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>All tokens by name.</summary>
    internal IEnumerable<Caller> All => _tokens.ByHash.Values.OrderBy(caller => caller.Name, StringComparer.Ordinal);

    /// <summary>The caller with a token's hash. Looking up by hash prevents a timing attack: the duration tells nothing about a nearly correct token.</summary>
    internal Caller? Find(string hash) => _tokens.ByHash.GetValueOrDefault(hash);

    /// <summary>The token with a name, and its hash.</summary>
    internal (string Hash, Caller Caller)? FindByName(string name)
    {
        foreach (var (hash, caller) in _tokens.ByHash)
        {
            if (caller.Name == name)
            {
                return (hash, caller);
            }
        }

        return null;
    }

    /// <summary>The token with full access.</summary>
    internal string RootToken => _tokens.Root;

    internal static string[] Split(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => _watch.Dispose();

    private static Snapshot Read(AuthenticationOptions options)
    {
        // The two built-in tokens come last, so that they win when one token has two names.
        var tokens = new Dictionary<string, Caller>(StringComparer.Ordinal);
        foreach (var (name, token) in options.Tokens)
        {
            var hash = token.TokenHash is { Length: > 0 } given ? given.ToLowerInvariant() : TokenSecret.Hash(token.Token!);
            TokenRules.TryExpiry(token.ExpiresAt, out var expiresAt);
            tokens[hash] = new Caller(
                name, TokenRules.AccessOf(TokenRules.Rights(Split(token.Rights))!.Value), Bounds.Of(Split(token.Queues), Split(token.Hosts)), expiresAt);
        }

        if (options.ReadOnlyToken is { Length: > 0 } readOnly)
        {
            tokens[TokenSecret.Hash(readOnly)] = new Caller(Caller.ReadOnly, Access.Read);
        }

        tokens[TokenSecret.Hash(options.Token)] = new Caller(Caller.Root, Access.Full);
        return new Snapshot(tokens.ToFrozenDictionary(StringComparer.Ordinal), options.Token);
    }

    /// <summary>
    /// Keeps the previous tokens when the file is invalid or half-written. An exception here would end the process, which is why the options are not watched by the library.
    /// </summary>
    private void Reload()
    {
        try
        {
            var options = new AuthenticationOptions();
            _configuration.GetSection(AuthenticationOptions.SectionName).Bind(options);
            if (_validators.Select(validator => validator.Validate(Options.DefaultName, options)).FirstOrDefault(result => result.Failed) is { } wrong)
            {
                Log.Wrong(_logger, wrong.FailureMessage ?? "");
                return;
            }

            var before = _tokens.ByHash;
            _tokens = Read(options);
            if (!before.Keys.ToHashSet().SetEquals(_tokens.ByHash.Keys))
            {
                Log.Changed(_logger, _tokens.ByHash.Count);
            }
        }
        catch (InvalidOperationException error)
        {
            // A value that the library cannot bind.
            Log.Wrong(_logger, error.Message);
        }
    }

    private sealed record Snapshot(FrozenDictionary<string, Caller> ByHash, string Root);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The tokens in the settings were reloaded: there are {Count}.")]
        public static partial void Changed(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "The tokens in the settings are invalid after a change; the previous ones stay in effect. {Reason}")]
        public static partial void Wrong(ILogger logger, string reason);
    }
}

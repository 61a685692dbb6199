using BusQStash.Api.Http;
using BusQStash.Api.Startup;
using BusQStash.Rules.Destinations;
using BusQStash.Store.Signing;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Doctor;

/// <summary>Findings about tokens, signing keys and the destinations deliveries may reach.</summary>
internal sealed class AccessFindings(
    IConfiguration configuration, IOptions<AuthenticationOptions> authentication, IOptions<SigningOptions> signing, IOptions<DestinationOptions> destinations)
{
    internal const string Token = "token", SigningKeys = "signing.keys", Destinations = "destinations";

    private static bool IsEmpty(string? text) => string.IsNullOrEmpty(text);

    internal IEnumerable<Finding> Look() => [.. OfTokens(), .. OfSigningKeys(), OfDestinations()];

    private List<Finding> OfTokens()
    {
        var options = authentication.Value;
        List<Finding> findings = [.. OfRoot(options.Token)];
        findings.AddRange(options.Tokens.Select(token => (Name: $"BusQStash__Tokens__{token.Key}__Token", Text: token.Value.Token))
            .Append((Name: "BusQStash__ReadOnlyToken", Text: options.ReadOnlyToken))
            .Where(token => !IsEmpty(token.Text) && TokenStrength.IsWeak(token.Text!))
            .Select(token => Weak(token.Name)));
        return findings.Count > 0 ? findings : [Finding.Good(Token, "The tokens of the settings are not to be guessed.")];
    }

    private IEnumerable<Finding> OfRoot(string token)
    {
        if (token != DevelopmentUser.Token)
        {
            return TokenStrength.IsWeak(token) ? [Weak("BusQStash__Token")] : [];
        }

        const string remedy = "Set BusQStash__Token to a token of your own.";
        return [EmbeddedDefaults.TokenRefusal(configuration) is { } reason
            ? Finding.Error(Token, $"The public development token is refused because {reason}: the program will not start.", remedy)
            : Finding.Warning(Token, "The token is the public development token: everybody knows it.", remedy)];
    }

    private IEnumerable<Finding> OfSigningKeys() => signing.Value.CurrentSigningKey == DevelopmentUser.CurrentSigningKey && !EmbeddedDefaults.IsEmbedded(configuration)
        ? [Finding.Warning(
            SigningKeys,
            "The signing keys of the settings are the public ones of the development user: anybody can sign like this server.",
            "Leave BusQStash__CurrentSigningKey and BusQStash__NextSigningKey out, and rotate the keys twice where the ledger has them already.")]
        : [];

    private Finding OfDestinations() => destinations.Value switch
    {
        { AllowPrivateNetworks: true } => Finding.Warning(
            Destinations,
            "Deliveries may reach private networks: anyone who may publish can call every service next to this one.",
            "Set BusQStash__Destinations__AllowPrivateNetworks=false, or bound the tokens by hosts."),
        { AllowLoopback: true } when !EmbeddedDefaults.IsEmbedded(configuration) => Finding.Warning(
            Destinations, "Deliveries may reach this machine's loopback addresses.", "Set BusQStash__Destinations__AllowLoopback=false."),
        _ => Finding.Good(Destinations, "Deliveries reach public addresses, and what a development machine needs where nothing is configured."),
    };

    private static Finding Weak(string name) => Finding.Warning(
        Token, $"{name} is short or simple enough to be guessed.", "Make one of 32 random bytes: openssl rand -base64 32.");
}

using Microsoft.Extensions.Options;

namespace BusQStash.Client;

/// <summary>Says at the first use what is missing, and how to give it.</summary>
internal sealed partial class BusQStashClientOptionsValidator : IValidateOptions<BusQStashClientOptions>
{
    private readonly Ranges _ranges = new();

    public ValidateOptionsResult Validate(string? name, BusQStashClientOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            return ValidateOptionsResult.Fail("The address of the server is missing: set QSTASH_URL or BusQStash:Client:Url.");
        }

        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
        {
            return ValidateOptionsResult.Fail($"'{options.Url}' is no address of a server: an http:// or https:// URL without a query is needed (QSTASH_URL or BusQStash:Client:Url).");
        }

        if (string.IsNullOrWhiteSpace(options.Token))
        {
            return ValidateOptionsResult.Fail("The token is missing: set QSTASH_TOKEN or BusQStash:Client:Token.");
        }

        return options.Token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? ValidateOptionsResult.Fail("The token holds a character that cannot stand in a header (a line break or a blank?): see QSTASH_TOKEN or BusQStash:Client:Token.")
            : _ranges.Validate(name, options);
    }

    [OptionsValidator]
    private sealed partial class Ranges : IValidateOptions<BusQStashClientOptions>;
}

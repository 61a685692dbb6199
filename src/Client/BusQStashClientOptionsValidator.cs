using Microsoft.Extensions.Options;

namespace BusQStash.Client;

/// <summary>Reports at the first use which option is missing or out of range, and how to set it.</summary>
internal sealed class BusQStashClientOptionsValidator : IValidateOptions<BusQStashClientOptions>
{
    private const int MostRetries = 20;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, BusQStashClientOptions options) =>
        (Address(options.Url) ?? Token(options.Token) ?? Range(options)) is { } wrong
            ? ValidateOptionsResult.Fail(wrong)
            : ValidateOptionsResult.Success;

    private static string? Address(string? text) => text switch
    {
        null or "" => "The address of the server is missing: set QSTASH_URL or BusQStash:Client:Url.",
        _ when !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 =>
            $"'{text}' is no address of a server: an http:// or https:// URL without a query is needed (QSTASH_URL or BusQStash:Client:Url).",
        _ => null,
    };

    private static string? Token(string? text) => text switch
    {
        null or "" => "The token is missing: set QSTASH_TOKEN or BusQStash:Client:Token.",
        _ when text.AsSpan().ContainsAnyExceptInRange('!', '~') =>
            "The token holds a character that cannot stand in a header (a line break or a blank?): see QSTASH_TOKEN or BusQStash:Client:Token.",
        _ => null,
    };

    private static string? Range(BusQStashClientOptions options) => options switch
    {
        { MaxRetries: < 0 or > MostRetries } => $"BusQStash:Client:MaxRetries must be between 0 and {MostRetries}.",
        _ when options.RetryDelay <= TimeSpan.Zero || options.RetryDelay > TimeSpan.FromMinutes(1) =>
            "BusQStash:Client:RetryDelay must be more than nothing and at most a minute.",
        _ when options.MaxRetryAfter < TimeSpan.Zero || options.MaxRetryAfter > Hour => "BusQStash:Client:MaxRetryAfter must be between nothing and an hour.",
        _ when options.AttemptTimeout < TimeSpan.FromMilliseconds(100) || options.AttemptTimeout > Hour =>
            "BusQStash:Client:AttemptTimeout must be between 100 ms and an hour.",
        _ => null,
    };
}

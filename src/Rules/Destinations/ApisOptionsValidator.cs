using Microsoft.Extensions.Options;

namespace BusQStash.Rules.Destinations;

internal sealed class ApisOptionsValidator : IValidateOptions<ApisOptions>
{
    public ValidateOptionsResult Validate(string? name, ApisOptions options)
    {
        var broken = options.Apis
            .Where(api => !DestinationUrl.TryParse(api.Value.Url, out _))
            .Select(api => $"BusQStash:Apis:{api.Key}:Url must be an absolute http(s) URL.")
            .ToList();
        return broken.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }
}

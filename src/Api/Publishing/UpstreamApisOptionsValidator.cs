using BusQStash.Api.Http;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Publishing;

internal sealed class UpstreamApisOptionsValidator : IValidateOptions<UpstreamApisOptions>
{
    public ValidateOptionsResult Validate(string? name, UpstreamApisOptions options)
    {
        var wrong = options.Apis
            .Select(api => (api.Key, Error: DestinationUrl.Read(api.Value.Url, out _, out _)))
            .Where(api => api.Error is not null)
            .Select(api => $"BusQStash:Apis:{api.Key}:Url: {api.Error}. Set it to the URL of the upstream.")
            .ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

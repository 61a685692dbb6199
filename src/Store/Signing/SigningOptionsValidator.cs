using Microsoft.Extensions.Options;

namespace BusQStash.Store.Signing;

internal sealed class SigningOptionsValidator : IValidateOptions<SigningOptions>
{
    public ValidateOptionsResult Validate(string? name, SigningOptions options) =>
        string.IsNullOrEmpty(options.CurrentSigningKey) == string.IsNullOrEmpty(options.NextSigningKey)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "BusQStash:CurrentSigningKey and BusQStash:NextSigningKey belong together: set both, or neither to have them made at the first start.");
}

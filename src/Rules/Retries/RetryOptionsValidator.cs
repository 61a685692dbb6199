using Microsoft.Extensions.Options;

namespace BusQStash.Rules.Retries;

internal sealed class RetryOptionsValidator : IValidateOptions<RetryOptions>
{
    public ValidateOptionsResult Validate(string? name, RetryOptions options) =>
        options.BackoffFactor is >= 0 and <= 12
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{RetryOptions.SectionName}:{nameof(options.BackoffFactor)} must be between 0 and 12.");
}

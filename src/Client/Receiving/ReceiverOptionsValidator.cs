using Microsoft.Extensions.Options;

namespace BusQStash.Client.Receiving;

/// <summary>Says what is missing, and how to give it.</summary>
internal sealed partial class ReceiverOptionsValidator : IValidateOptions<ReceiverOptions>
{
    private readonly Ranges _ranges = new();

    public ValidateOptionsResult Validate(string? name, ReceiverOptions options) =>
        string.IsNullOrWhiteSpace(options.CurrentSigningKey) && !options.FetchKeys
            ? ValidateOptionsResult.Fail(
                "There is no key to verify signatures with: set QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY, "
                + "or BusQStash:Receiver:FetchKeys to true to fetch them from the server.")
            : _ranges.Validate(name, options);

    [OptionsValidator]
    private sealed partial class Ranges : IValidateOptions<ReceiverOptions>;
}

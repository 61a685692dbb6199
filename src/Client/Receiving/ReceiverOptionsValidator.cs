using Microsoft.Extensions.Options;

namespace BusQStash.Client.Receiving;

/// <summary>Reports which option is missing or out of range, and how to set it.</summary>
internal sealed class ReceiverOptionsValidator : IValidateOptions<ReceiverOptions>
{
    public ValidateOptionsResult Validate(string? name, ReceiverOptions options)
    {
        var wrong = options switch
        {
            { CurrentSigningKey: null or "", FetchKeys: false } =>
                "There is no key to verify signatures with: set QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY, "
                + "or BusQStash:Receiver:FetchKeys to true to fetch them from the server.",
            _ when options.KeyLifetime < TimeSpan.FromSeconds(1) => "BusQStash:Receiver:KeyLifetime must be at least a second.",
            _ when options.Tolerance < TimeSpan.Zero || options.Tolerance > TimeSpan.FromHours(1) =>
                "BusQStash:Receiver:Tolerance must be between nothing and an hour.",
            { MaxBodyBytes: < 0 } => "BusQStash:Receiver:MaxBodyBytes must not be negative.",
            _ => null,
        };
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

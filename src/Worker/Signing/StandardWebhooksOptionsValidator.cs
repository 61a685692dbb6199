using BusQStash.Rules.Signing;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Signing;

/// <summary>Rejects unknown schemes at startup; otherwise each receiver would reject requests that lack the signature it expects.</summary>
internal sealed class StandardWebhooksOptionsValidator : IValidateOptions<StandardWebhooksOptions>
{
    public ValidateOptionsResult Validate(string? name, StandardWebhooksOptions options)
    {
        List<string> wrong =
        [
            .. options.Queues.Select(queue => ($"Queues:{queue.Key}:Schemes", queue.Value.Schemes)).Prepend(("Schemes", options.Schemes))
                .Where(setting => !WebhookSchemeNames.TryParse(setting.Item2, out _))
                .Select(setting => $"{StandardWebhooksOptions.SectionName}:{setting.Item1} is '{setting.Item2}': it {WebhookSchemeNames.Rule}."),
        ];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

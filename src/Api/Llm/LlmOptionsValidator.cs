using Microsoft.Extensions.Options;

namespace BusQStash.Api.Llm;

[OptionsValidator]
internal sealed partial class LlmOptionsValidator : IValidateOptions<LlmOptions>;

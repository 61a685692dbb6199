using Microsoft.Extensions.Options;

namespace BusQStash.Api.Http;

[OptionsValidator]
internal sealed partial class HttpOptionsValidator : IValidateOptions<HttpOptions>;

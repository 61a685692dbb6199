using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Delivery;

[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;

using BusQStash.Rules.Destinations;

using BusQStash.Worker.Delivery;

namespace BusQStash.Worker.Destinations;

/// <summary>
/// Carries the guard's refusal through the HTTP handler, which knows no other way; it becomes <see cref="DeliveryFault.DeniedAddress"/>.
/// </summary>
/// <remarks>The text does not name the address: it would tell a publisher what the names of our network resolve to.</remarks>
internal sealed class DestinationDeniedException() : Exception(
    $"The destination resolves to an address that is not allowed. {DestinationOptions.SectionName} decides which are.");

using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>An attempt and what the ledger said to its settlement.</summary>
/// <param name="Settlement">How the attempt ended.</param>
/// <param name="Outcome">Whether that was written.</param>
internal sealed record SettledAttempt(AttemptSettlement Settlement, SettleOutcome Outcome);

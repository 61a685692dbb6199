using BusQStash.Store.Messages;

namespace BusQStash.Bus.Publishing;

/// <summary>A message and what became of it in the ledger.</summary>
/// <param name="Message">The message.</param>
/// <param name="Outcome">The ledger's answer.</param>
public sealed record AcceptedWork(NewMessage Message, AcceptOutcome Outcome);

using BusQStash.Store.Messages;

namespace BusQStash.Store.Workflows;

/// <summary>A message of a run and what became of it in the ledger: its command is to be sent.</summary>
/// <param name="Message">The message.</param>
/// <param name="Outcome">The ledger's answer.</param>
public sealed record RunMessage(NewMessage Message, AcceptOutcome Outcome);

namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>The ledger did not answer.</summary>
internal sealed class ModelStoreException() : Exception("The ledger did not answer.");

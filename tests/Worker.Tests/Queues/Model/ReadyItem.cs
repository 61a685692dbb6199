namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>Something that can happen now.</summary>
/// <param name="Worker">In which worker; <see langword="null"/> for the world outside.</param>
/// <param name="Callback">What happens.</param>
/// <param name="State">To what.</param>
internal readonly record struct ReadyItem(ModelWorker? Worker, SendOrPostCallback Callback, object? State);

using MassTransit;

namespace BusQStash.Bus.Scheduling;

/// <summary>Holds the bus once it exists: its topology names the destinations of scheduled publishes.</summary>
internal sealed class CreatedBus : IBusObserver
{
    private IBus? _bus;

    public IBusTopology Topology => _bus?.Topology ?? throw new InvalidOperationException("The bus does not exist yet.");

    public void PostCreate(IBus bus) => _bus = bus;

    public void CreateFaulted(Exception exception)
    {
    }

    public Task PreStart(IBus bus) => Task.CompletedTask;

    public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;
}

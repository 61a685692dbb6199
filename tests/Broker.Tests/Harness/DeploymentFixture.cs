using Xunit;

namespace BusQStash.Broker.Tests.Harness;

/// <summary>A deployment of one test class, which may do with its processes what it likes.</summary>
public abstract class DeploymentFixture(TestBed bed, DeploymentPlan plan) : IAsyncLifetime
{
    private Deployment? _deployment;

    public Deployment Deployment => _deployment ?? throw new InvalidOperationException("The deployment was not started.");

    public async ValueTask InitializeAsync() => _deployment = await Deployment.StartAsync(bed, plan);

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null)
        {
            await _deployment.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_a_worker_dies_with_attempts_in_flight(TestBed bed)
{
    private const int Messages = 60;

    [Fact]
    public async Task Another_makes_them_again_and_nothing_is_lost()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 2 });
        var gate = new TaskCompletionSource();
        var hook = system.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var ids = await system.Calls.BatchAsync(Enumerable.Range(0, Messages).Select(n => new { destination = hook.Url, body = $"{n}" }));
        await hook.WaitForAsync(Messages);

        await system.Workers[0].KillAsync();
        await Eventually.TrueAsync(() => CutOff(hook).Count > 0, "the attempts of the dead worker to be cut off");
        var lost = CutOff(hook).Select(request => request.Text).ToArray();
        await hook.WaitForAsync(Messages + lost.Length);
        gate.SetResult();

        await hook.WaitForEndedAsync(Messages + lost.Length);
        foreach (var id in ids)
        {
            await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(id), $"{id} to be final");
        }

        var answered = hook.Requests.Where(request => request.AnsweredTicks is not null).ToArray();
        Assert.Equal(Messages, answered.Select(request => request.Text).Distinct().Count());
        Assert.Equal(CutOff(hook).Select(request => request.Text).Order(), lost.Order());
        Assert.Equal(Messages + lost.Length, hook.Requests.Count);
    }

    private static IReadOnlyList<ReceivedRequest> CutOff(Hook hook) =>
        [.. hook.Requests.Where(request => request is { EndedTicks: not null, AnsweredTicks: null })];
}

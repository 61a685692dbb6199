using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>A password is changed, or the users of a restored broker are not back yet.</summary>
[Collection(CrashableBrokerTests.Name)]
public sealed class When_the_broker_refuses_the_login_for_a_while(TestBed bed, CrashableBroker broker)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task All_that_was_accepted_is_delivered_once_it_lets_the_processes_in_again()
    {
        var address = new UriBuilder(await broker.NewVirtualHostAsync());
        var user = $"user-{Guid.NewGuid():N}";
        await broker.Node.ControlAsync("add_user", user, "right");
        await broker.Node.ControlAsync("set_permissions", "-p", address.Path.TrimStart('/'), user, ".*", ".*", ".*");
        (address.UserName, address.Password) = (user, "right");
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Amqp = address.Uri.ToString(), Workers = 1 });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();
        await queue.EnqueueManyAsync(2);
        await system.Calls.PublishAsync(hook.Url, "before");
        await queue.WaitUntilDoneAsync(Recovery);
        await hook.WaitForEndedAsync(1, Recovery);

        await broker.Node.ControlAsync("change_password", user, "another");
        await broker.Node.ControlAsync("close_all_connections", "--global", "the password was changed");
        await Health.WaitForBrokerAsync(system.Api, "unreachable");
        await queue.EnqueueManyAsync(2);
        await system.Calls.PublishAsync(hook.Url, "meanwhile");
        await RefusedOnEveryConnectionAsync(system);
        await broker.Node.ControlAsync("change_password", user, "right");

        await Health.WaitForBrokerAsync(system.Api, "ready");
        await system.Calls.PublishAsync(hook.Url, "after");
        await queue.EnqueueManyAsync(2);
        await queue.WaitUntilDoneAsync(Recovery);
        await hook.WaitForEndedAsync(3, Recovery);
        queue.Log.AssertInOrder();
    }

    /// <summary>Long enough for every connection to have been refused.</summary>
    private static async Task RefusedOnEveryConnectionAsync(Deployment system)
    {
        await Eventually.TrueAsync(
            () => system.Workers[0].Output.Lines.Any(line => line.Contains("wrong password", StringComparison.Ordinal)), "the worker to say why");
        await Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
    }
}

using BusQStash.Worker.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Worker.Tests.Startup;

public sealed class TimeLimitsTests
{
    [Theory]
    [InlineData("Lanes:WorkerMaxAge", "00:00:03")]
    [InlineData("Lanes:WorkerMaxAge", "00:00:09")]
    [InlineData("Reconciler:DeadAfter", "00:00:04")]
    [InlineData("Broker:ConfirmPatience", "00:00:06")]
    [InlineData("Broker:SendTimeout", "00:00:09")]
    [InlineData("Broker:Heartbeat", "00:00:00.5")]
    [InlineData("Broker:Heartbeat", "00:02:00")]
    [InlineData("Reconciler:RoleLease", "00:00:01")]
    [InlineData("Lanes:Lease", "00:00:02.5")]
    [InlineData("Lanes:StopLimit", "00:00:26")]
    public void A_combination_that_breaks_a_promise_is_refused_with_a_sentence_that_names_the_setting(string setting, string value)
    {
        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => Validate((setting, value)));

        Assert.Contains($"BusQStash:{setting}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_and_longer_limits_that_fit_together_are_taken()
    {
        Validate();
        Validate(("Lanes:WorkerMaxAge", "00:00:10"), ("Reconciler:DeadAfter", "00:00:20"), ("Broker:Heartbeat", "00:00:10"));
    }

    private static void Validate(params (string Setting, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        foreach (var (setting, value) in settings)
        {
            builder.Configuration[$"BusQStash:{setting}"] = value;
        }

        builder.Services.AddBusQStashWorker(builder.Configuration);
        using var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
    }
}

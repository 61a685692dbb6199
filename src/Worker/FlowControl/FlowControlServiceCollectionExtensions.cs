using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.FlowControl;

/// <summary>Registers the services of this folder.</summary>
internal static class FlowControlServiceCollectionExtensions
{
    internal static IServiceCollection AddFlowControl(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FlowControlOptions>()
            .Bind(configuration.GetSection(FlowControlOptions.SectionName))
            .Validate(options => options.MaxConcurrentDeliveries > 0, "BusQStash:FlowControl:MaxConcurrentDeliveries must be at least 1.")
            .Validate(
                options => options.StartMargin >= TimeSpan.FromMilliseconds(10) && options.StartMargin <= TimeSpan.FromMinutes(1),
                "BusQStash:FlowControl:StartMargin must be between 10 ms and 1 minute: no attempt starts in the moment it is granted.")
            .Validate(
                options => options.GlobalParallelism is null or > 0,
                "BusQStash:FlowControl:GlobalParallelism must be at least 1; leave it away for no limit.")
            .ValidateOnStart();
        services.AddSingleton(provider => new AttemptGate(
            provider.GetRequiredService<IOptions<FlowControlOptions>>().Value.GlobalParallelism is null ? int.MaxValue : 0));
        services.AddSingleton<LaneWaiters>();
        services.AddSingleton<PermitReturns>();
        services.AddSingleton<StartLag>();
        services.AddSingleton<FlowDelivery>();
        services.AddSingleton<FlowLines>();
        services.AddSingleton<FlowDispatcher>();
        services.AddSingleton<SharedLimit>();
        services.AddHostedService<GlobalParallelism>();

        // Stops after the lanes and the dispatcher, which give their last permits back through it.
        services.AddHostedService(provider => provider.GetRequiredService<PermitReturns>());
        return services;
    }
}

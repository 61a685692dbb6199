namespace BusQStash.Api.BulkActions;

/// <summary>Registers the services of this folder.</summary>
internal static class BulkActionsServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddBulkActions(IConfiguration configuration)
        {
            services.AddOptionsWithValidateOnStart<BulkActionOptions, BulkActionOptionsValidator>()
                .Bind(configuration.GetSection(BulkActionOptions.SectionName));
            services.AddSingleton<DeadLetterBulk>();
            services.AddSingleton<BulkActionRunner>();
            services.AddSingleton<BulkCancel>();
            services.AddHostedService(provider => provider.GetRequiredService<BulkActionRunner>());
            return services;
        }
    }
}

using BusQStash.Rules.Retries;

namespace BusQStash.Api.Messages;

/// <summary>Registers the services of this folder.</summary>
internal static class MessagesServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddMessages()
        {
            services.AddSingleton<Cancellations>();
            // An Api without a worker also shows planned attempts.
            services.AddOptionsWithValidateOnStart<RetryOptions, RetryOptionsValidator>().BindConfiguration(RetryOptions.SectionName);
            services.AddSingleton<MessageDetails>();
            return services;
        }
    }
}

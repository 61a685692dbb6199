namespace BusQStash.Api.Dlq;

/// <summary>Registers the services of this folder.</summary>
internal static class DlqServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>Requires <c>AddPublishing</c>, because a retry is a publish.</summary>
        internal IServiceCollection AddDlq()
        {
            services.AddSingleton<DeadLetterPages>();
            services.AddSingleton<DeadLetterRetry>();
            services.AddSingleton<DeadLetterSuccessors>();
            return services;
        }
    }
}

namespace BusQStash.Api.Workflows;

/// <summary>Registers the services of this folder.</summary>
internal static class WorkflowsServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddWorkflows()
        {
            services.AddSingleton<RunBounds>();
            services.AddSingleton<ResumeReader>();
            services.AddSingleton<InvocationReader>();
            services.AddSingleton<SubmissionReader>();
            services.AddSingleton<WorkflowPublisher>();
            services.AddSingleton<WaitReader>();
            services.AddSingleton<Notifications>();
            services.AddSingleton<Triggers>();
            services.AddSingleton<RunRevivals>();
            services.AddSingleton<RunCancels>();
            return services;
        }
    }
}

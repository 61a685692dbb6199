namespace BusQStash.Api.Messages;

/// <summary>The door of the room.</summary>
internal static class MessagesServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddMessages()
        {
            services.AddSingleton<Cancellations>();
            services.AddSingleton<MessageDetails>();
            return services;
        }
    }
}

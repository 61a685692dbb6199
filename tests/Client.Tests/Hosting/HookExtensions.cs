using BusQStash.Testing.Destinations;

namespace BusQStash.Client.Tests.Hosting;

internal static class HookExtensions
{
    extension(Hook hook)
    {
        /// <summary>The first request, waited for.</summary>
        internal async Task<ReceivedRequest> FirstAsync() => (await hook.WaitForAsync(1))[0];
    }
}

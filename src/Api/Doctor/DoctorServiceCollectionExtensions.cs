using BusQStash.Api.Http;
using BusQStash.Bus.Inspection;

namespace BusQStash.Api.Doctor;

/// <summary>Registers the services of this folder.</summary>
internal static class DoctorServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddDoctor()
        {
            services.AddSingleton<BrokerInspection>();
            services.AddSingleton<ProcessFindings>();
            services.AddSingleton<AccessFindings>();
            services.AddSingleton<OpenFilesLimit>(OpenFiles.Limit);
            services.AddSingleton<MachineFindings>();
            services.AddSingleton<Examination>();
            services.AddSingleton<DoctorRounds>();
            return services;
        }
    }
}

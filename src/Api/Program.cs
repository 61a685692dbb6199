using BusQStash.Api;
using BusQStash.Api.Dashboard;
using BusQStash.Api.Doctor;
using BusQStash.Api.EnqueueEndpoint;
using BusQStash.Api.Startup;
using BusQStash.Bus.Hosting;
using BusQStash.Bus.Startup;
using BusQStash.Store.Instances;
using BusQStash.Store.Signing;
using BusQStash.Store.Startup;
using BusQStash.Worker.Startup;

return await ProgramRun.AsProgramAsync(async () =>
{
    var doctor = DoctorCommand.Take(ref args);
    var builder = WebApplication.CreateBuilder(ProgramRun.WithoutFileWatch(args));
    if (args is [HealthProbe.Argument])
    {
        return await HealthProbe.RunAsync(builder.Configuration, EmbeddedDefaults.Url);
    }

    if (doctor is not null)
    {
        return await doctor.RunAsync(builder, Configure);
    }

    Configure(builder);
    EmbeddedDefaults.CheckToken(builder.Configuration);

    var app = builder.Build();
    app.MapApi();
    app.MapHealth();
    app.MapMetrics();
    if (Banner.IsWanted(builder.Configuration))
    {
        app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(Banner.Text(builder.Configuration, app.Urls.First())));
    }
    else
    {
        app.LogDashboardAddress();
    }

    return await ProgramRun.RunHostAsync(app);
});

static void Configure(WebApplicationBuilder builder)
{
    builder.Configuration.AddSecretFiles();
    EmbeddedDefaults.Apply(builder.Configuration);
    builder.ConfigureApiServer();
    builder.Logging.AddQuietDefaults();
    builder.Services.AddStore(builder.Configuration);
    builder.Services.AddBus(builder.Configuration);
    builder.Services.Configure<InstanceOptions>(options => options.Kind |= InstanceKind.Api);
    builder.Services.AddSigningKeys(builder.Configuration);
    builder.Services.AddApi(builder.Configuration);
    builder.Services.AddEnqueueEndpoint();
    builder.Services.AddPrometheusMetrics("busqstash-api");
    builder.Services.AddOtlp(builder.Configuration);
    if (builder.Configuration.GetValue("BusQStash:Worker:InProcess", defaultValue: true))
    {
        builder.Services.AddBusQStashWorker(builder.Configuration);
    }
}

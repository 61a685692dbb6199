using BusQStash.Bus.Hosting;
using BusQStash.Worker.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

const string DefaultUrl = "http://127.0.0.1:0";

return await ProgramRun.AsProgramAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(ProgramRun.WithoutFileWatch(args));
    if (args is [HealthProbe.Argument])
    {
        return await HealthProbe.RunAsync(builder.Configuration, DefaultUrl);
    }

    builder.Configuration.AddSecretFiles();
    WorkerRequirements.Check(builder.Configuration);
    builder.Logging.AddQuietDefaults();
    if (builder.Configuration["urls"] is null)
    {
        builder.WebHost.UseUrls(DefaultUrl);
    }

    builder.Services.AddBusQStashWorker(builder.Configuration);
    builder.Services.AddPrometheusMetrics("busqstash-worker");
    builder.Services.AddOtlp(builder.Configuration);

    var app = builder.Build();
    app.MapHealth();
    app.MapMetrics();
    return await ProgramRun.RunHostAsync(app);
});

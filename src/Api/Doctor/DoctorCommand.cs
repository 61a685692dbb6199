using System.Text.Json;
using BusQStash.Bus.Hosting;
using Microsoft.Extensions.Options;

namespace BusQStash.Api.Doctor;

/// <summary>
/// The command <c>--doctor</c>: checks the deployment with the settings this program would start with, prints a report, and exits. It starts no services, so it runs beside a
/// server, and where a server fails to start.
/// </summary>
/// <param name="Json">Whether the report is JSON.</param>
internal sealed record DoctorCommand(bool Json)
{
    internal const string Argument = "--doctor", JsonArgument = "--json";

    /// <summary>Detects the command in the arguments and removes its words, which configuration would take for settings.</summary>
    internal static DoctorCommand? Take(ref string[] args)
    {
        if (!args.Contains(Argument))
        {
            return null;
        }

        var json = args.Contains(JsonArgument);
        args = [.. args.Where(argument => argument is not (Argument or JsonArgument))];
        return new DoctorCommand(json);
    }

    /// <summary>The exit code: 0 when all is well, 1 with warnings, 2 with errors. Checks that could not be made are reported and do not count.</summary>
    /// <param name="builder">The builder, not yet configured.</param>
    /// <param name="configure">Configures it as for a start.</param>
    internal async Task<int> RunAsync(WebApplicationBuilder builder, Action<WebApplicationBuilder> configure)
    {
        var report = await ReportAsync(builder, configure);
        await Console.Out.WriteLineAsync(Json ? JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport) : DoctorText.Of(report));
        return report.State switch
        {
            Finding.Ok => 0,
            Finding.Warn => 1,
            _ => 2,
        };
    }

    private static async Task<DoctorReport> ReportAsync(WebApplicationBuilder builder, Action<WebApplicationBuilder> configure)
    {
        try
        {
            configure(builder);

            // Only the report is printed to the console.
            builder.Logging.ClearProviders();
            await using var app = builder.Build();
            var wrong = WrongSettings(app.Services);
            return wrong.Count > 0
                ? DoctorReport.Of(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), wrong)
                : await app.Services.GetRequiredService<Examination>().RunAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            return DoctorReport.Of(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), [Wrong(ProgramRun.Sentence(exception))]);
        }
    }

    /// <summary>Errors that would stop the start. With invalid settings no other check is made.</summary>
    private static IReadOnlyList<Finding> WrongSettings(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures.Select(Wrong)];
        }
        catch (AggregateException exception)
        {
            return [.. exception.InnerExceptions.Select(inner => Wrong(ProgramRun.Sentence(inner)))];
        }
    }

    private static Finding Wrong(string sentence) => Finding.Error("settings", $"The program will not start: {sentence}", "Change that setting (docs/settings.md).");
}

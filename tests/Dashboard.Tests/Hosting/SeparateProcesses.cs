using BusQStash.Testing.Programs;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>Settings of an Api and workers as separate processes on RabbitMQ and PostgreSQL.</summary>
internal static class SeparateProcesses
{
    internal const string Token = "token-of-the-tests";

    internal static Dictionary<string, string> Settings(string rabbitMq, string postgres) => new()
    {
        [SettingNames.Postgres] = postgres,
        [SettingNames.RabbitMq] = rabbitMq,
        [SettingNames.Token] = Token,
        [SettingNames.AllowPrivateNetworks] = "true",
        [SettingNames.WorkerInProcess] = "false",
    };

    /// <summary>A place of the dashboard, signed in.</summary>
    internal static async Task<Visit> OpenAsync(Chromium chromium, BusQStashProcess server, string place)
    {
        var visit = await Visit.OpenAsync(chromium, server.Url);
        await visit.SignInAsync(Token);
        await visit.GoAsync(place);
        return visit;
    }
}

using System.Security.Cryptography;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;

namespace BusQStash.Compatibility.Tests.Sdk;

/// <summary>Runs cases of the <c>js</c> folder, in which the official JavaScript SDK is the client, each in a Node.js of its own.</summary>
public sealed class OfficialSdk
{
    /// <summary>Well above what a case waits for itself, so that its own words about what is missing come first.</summary>
    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(120);

    private static readonly string Project = Path.Combine(Repository.Root, "tests", "Compatibility.Tests");

    private readonly Lazy<Task<string>> _folder = new(InstallAsync);

    /// <summary>Runs one case; what Node.js wrote is the message of the failure.</summary>
    public async Task RunAsync(string situation, string name, BusQStashProcess server)
    {
        var environment = new Dictionary<string, string?>
        {
            ["BASE_URL"] = server.Url,
            ["TOKEN"] = BusQStashProcess.DevelopmentToken,
        };
        await RunAsync(environment, situation, name);
    }

    /// <summary>Runs one case with the SDK in development mode: it is told a port and nothing else.</summary>
    public async Task RunInDevelopmentModeAsync(string situation, string name, BusQStashProcess server)
    {
        // The SDK gives a server that has just started little time to answer, and would then look for one on the internet.
        await Eventually.TrueAsync(async () => (await server.Http.GetAsync("v2/keys")).IsSuccessStatusCode, "the signing keys");
        var environment = new Dictionary<string, string?>
        {
            ["QSTASH_DEV"] = "true",
            ["QSTASH_DEV_PORT"] = $"{new Uri(server.Url).Port}",
        };
        await RunAsync(environment, situation, name);
    }

    /// <summary>Runs a script of its own beside the SDK.</summary>
    public async Task RunScriptAsync(string script, Dictionary<string, string?> environment)
    {
        var file = Path.Combine(await _folder.Value, $"script-{Guid.NewGuid():n}.mjs");
        await File.WriteAllTextAsync(file, script);
        try
        {
            await Tool.RunAsync(new ProcessCommand(["node", file]) { Environment = environment }, CaseLimit);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Starts a program that goes on until it is disposed, beside the SDK.</summary>
    public async Task<ChildProcess> StartProgramAsync(string program, Dictionary<string, string?> environment) =>
        ChildProcess.Start(new ProcessCommand(["node", "--input-type=module", "--eval", program])
        {
            WorkingDirectory = await _folder.Value,
            Environment = environment,
        });

    /// <summary>Every case the scripts have: situation and name.</summary>
    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var output = await Tool.RunAsync(await NodeAsync([]));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs a script of its own, and gives back what it wrote.</summary>
    public async Task<string> RunScriptAsync(string script, params string[] arguments)
    {
        var command = new ProcessCommand(["node", script, .. arguments]) { WorkingDirectory = await _folder.Value };
        return await Tool.RunAsync(command, CaseLimit);
    }

    private async Task RunAsync(Dictionary<string, string?> environment, string situation, string name)
    {
        var result = await Tool.TryAsync(await NodeAsync(environment, situation, name), CaseLimit);
        if (result.ExitCode != 0)
        {
            throw new SdkCaseFailedException($"{situation} {name}:\n{result.Output}{result.Error}");
        }
    }

    private async Task<ProcessCommand> NodeAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        foreach (var variable in new[] { "QSTASH_URL", "QSTASH_TOKEN", "QSTASH_REGION", "QSTASH_DEV", "QSTASH_DEV_PORT", "NODE_OPTIONS", "NODE_ENV" })
        {
            environment.TryAdd(variable, null);
        }

        return new ProcessCommand(["node", "run.mjs", .. arguments]) { WorkingDirectory = await _folder.Value, Environment = environment };
    }

    /// <summary>Copies the scripts beside the packages their lock file names, which are installed when that file changes.</summary>
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(Project, "js");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))));
        var folder = Path.Combine(Project, "obj", "js", hash[..12]);
        CopyScripts(source, folder);
        var done = Path.Combine(folder, ".installed");
        if (!File.Exists(done))
        {
            await Tool.RunAsync(
                new ProcessCommand(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder },
                TimeSpan.FromMinutes(5));
            await File.WriteAllTextAsync(done, "");
        }

        return folder;
    }

    private static void CopyScripts(string source, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}

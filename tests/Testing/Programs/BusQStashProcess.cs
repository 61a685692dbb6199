using System.Net;
using System.Net.Http.Headers;
using BusQStash.Testing.Processes;

namespace BusQStash.Testing.Programs;

/// <summary>The built Api or Worker as a real process, which a test may kill, stop, freeze and start again.</summary>
/// <remarks>Its address and its data folder are the same after every start.</remarks>
public sealed class BusQStashProcess : IAsyncDisposable
{
    /// <summary>The public token of development user 1, which the embedded default accepts.</summary>
    public const string DevelopmentToken = "eyJVc2VySUQiOiJkZWZhdWx0VXNlciIsIlBhc3N3b3JkIjoiZGVmYXVsdFBhc3N3b3JkIn0=";

    /// <summary>A start waits for the broker and the database, and the machine may be loaded.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly ProcessCommand _command;
    private readonly TemporaryFolder _data = TemporaryFolder.Create();
    private readonly BusQStashProgram _program;
    private readonly HttpClient _http;
    private ChildProcess? _process;

    /// <param name="program">The program to run.</param>
    /// <param name="settings">Environment variables (<see cref="SettingNames"/>) beyond address and data folder.</param>
    /// <param name="command">A replacement command: another program with the same settings and health endpoints.</param>
    public BusQStashProcess(
        BusQStashProgram program, IReadOnlyDictionary<string, string>? settings = null, IReadOnlyList<string>? command = null)
    {
        _program = program;
        Url = $"http://127.0.0.1:{FreePorts.One()}";
        var token = settings?.GetValueOrDefault(SettingNames.Token) ?? DevelopmentToken;
        _http = new HttpClient { BaseAddress = new Uri(Url) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _command = new ProcessCommand(command ?? ["dotnet", PathOf(program)])
        {
            Environment = Environment(settings ?? new Dictionary<string, string>()),
            WorkingDirectory = _data.FullPath,
        };
    }

    /// <summary>Address of its HTTP server, without a trailing slash.</summary>
    public string Url { get; }

    /// <summary>HTTP client for the program, with its token.</summary>
    public HttpClient Http => _http;

    /// <summary>The folder for its data unless the settings name another.</summary>
    public string DataDirectory => _data.FullPath;

    /// <summary>Output of the running program, or of the last one.</summary>
    public ProcessOutput Output => Process.Output;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The exit code of a program that has ended.</summary>
    public int ExitCode => Process.ExitCode;

    public int ProcessId => Process.Id;

    private ChildProcess Process => _process ?? throw new InvalidOperationException($"The {_program} was not started.");

    public static Task<BusQStashProcess> StartApiAsync(IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(BusQStashProgram.Api, settings);

    public static Task<BusQStashProcess> StartWorkerAsync(IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(BusQStashProgram.Worker, settings);

    /// <summary>Starts the program, for the first time or again, and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">The program ended instead; the text contains its output.</exception>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await WaitUntilReadyAsync();
    }

    /// <summary>Starts the program without waiting, for tests of starts that fail or take long.</summary>
    public async Task LaunchAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = ChildProcess.Start(_command);
    }

    /// <summary>Waits until <c>GET /health/ready</c> answers 200.</summary>
    public async Task WaitUntilReadyAsync(TimeSpan? timeout = null)
    {
        try
        {
            await Eventually.TrueAsync(async () => !IsRunning || await IsReadyAsync(), $"the {_program} to be ready", timeout ?? StartLimit);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Output.Tail()}");
        }

        if (!IsRunning)
        {
            throw new InvalidOperationException($"The {_program} ended with {ExitCode} instead of starting:\n{Output.Tail()}");
        }
    }

    /// <summary>Waits until the program exits without a signal from here.</summary>
    public Task WaitForExitAsync(TimeSpan? timeout = null) => Process.WaitForExitAsync(timeout ?? StartLimit);

    /// <summary>Sends SIGKILL: the program cannot finish anything.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Sends SIGTERM, and waits for the program's orderly exit.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(TimeSpan? timeout = null)
    {
        Process.Send(ProcessSignal.Terminate);
        await WaitForExitAsync(timeout);
        return ExitCode;
    }

    /// <summary>Sends SIGSTOP: the program is suspended, its connections stay open.</summary>
    public void Freeze() => Process.SendToGroup(ProcessSignal.Stop);

    /// <summary>Sends SIGCONT: the program resumes, unaware of the time that has passed.</summary>
    public void Resume() => Process.SendToGroup(ProcessSignal.Continue);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
        _data.Dispose();
    }

    private static async Task<BusQStashProcess> StartAsync(BusQStashProgram program, IReadOnlyDictionary<string, string>? settings)
    {
        var process = new BusQStashProcess(program, settings);
        try
        {
            await process.StartAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>A program's path: the build output, or the published output in the folder that <c>BUSQ_TEST_PROGRAMS</c> names.</summary>
    public static string PathOf(BusQStashProgram program)
    {
        var folder = System.Environment.GetEnvironmentVariable("BUSQ_TEST_PROGRAMS") is { Length: > 0 } published
            ? Path.Combine(published, program.ToString())
            : Path.Combine(Repository.Root, "src", program.ToString(), "bin", Repository.Configuration, "net10.0");
        var path = Path.Combine(folder, $"BusQStash.{program}.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not there: build the {program} first.");
    }

    private static bool IsOurs(string variable) =>
        variable.StartsWith("BusQStash__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("QSTASH_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Removes settings in the environment of the person running the tests, because they must not affect the tests.</summary>
    private Dictionary<string, string?> Environment(IReadOnlyDictionary<string, string> settings)
    {
        var environment = System.Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOurs)
            .ToDictionary(name => name, string? (_) => null);
        environment[SettingNames.Urls] = Url;
        environment[SettingNames.DataDirectory] = _data.FullPath;
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return environment;
    }

    private async Task<bool> IsReadyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var response = await _http.GetAsync("health/ready", limit.Token);
        return response.StatusCode == HttpStatusCode.OK;
    }
}

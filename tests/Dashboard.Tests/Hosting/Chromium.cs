using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>The browser of the tests: the one that is installed. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A loaded machine takes its time; what succeeds never lasts as long.</summary>
    internal const float Patience = 30_000;

    /// <summary>The browser's start and its first page are the heaviest: processes begin, and nothing is in any cache.</summary>
    internal const float PatienceAtFirst = 90_000;

    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }

    internal async Task<IBrowser> BrowserAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _browser ??= await LaunchAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(),
            Timeout = PatienceAtFirst,

            // Root has no sandbox, and containers have little shared memory.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    private static string Find() =>
        Environment.GetEnvironmentVariable("BUSQ_TEST_CHROMIUM") is { Length: > 0 } named ? named
        : Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no chromium: install Debian's package, or set BUSQ_TEST_CHROMIUM to a browser of its kind.");
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace BusQStash.Dashboard.Tests.Hosting;

/// <summary>
/// Somebody looking at the dashboard. A page that logs an error, breaks its own security policy, asks anybody but its server, or gets an answer that no test
/// expected fails the test when the visit ends.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<IRequest, string> _unanswered = new();
    private readonly HashSet<int> _expected = [];
    private readonly IBrowserContext _context;
    private readonly Uri _server;

    private Visit(IBrowserContext context, IPage page, string server)
    {
        _context = context;
        Page = page;
        _server = new Uri(server);
        page.Console += (_, message) => OnConsole(message);
        page.PageError += (_, error) => _faults.Enqueue($"error: {error}");
        page.Request += (_, request) => OnRequest(request);
        page.Response += (_, response) => OnResponse(response);
        page.RequestFinished += (_, request) => _unanswered.TryRemove(request, out var _);
        page.RequestFailed += (_, request) => _unanswered.TryRemove(request, out var _);
        page.Dialog += (_, dialog) => _faults.Enqueue($"a dialog opened: {dialog.Message}");
    }

    internal IPage Page { get; }

    /// <summary>An address of the browser's context, for calls beside the page.</summary>
    internal IBrowserContext Context => _context;

    internal static async Task<Visit> OpenAsync(
        Chromium chromium, string server, string prefix = "/dashboard/", ColorScheme theme = ColorScheme.Light, int width = 1280, string? zone = null)
    {
        var browser = await chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 860 },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = zone,

            // The authority of a test's certificate is known to nobody.
            IgnoreHTTPSErrors = server.StartsWith("https:", StringComparison.Ordinal),
        });
        context.SetDefaultTimeout(Chromium.Patience);
        var visit = new Visit(context, await context.NewPageAsync(), server);
        await visit.LoadAsync(server + prefix);
        return visit;
    }

    /// <summary>Opens the dashboard with the development token, as one click does.</summary>
    internal static async Task<Visit> SignedInAsync(
        Chromium chromium, string server, string place = "", ColorScheme theme = ColorScheme.Light, int width = 1280, string? zone = null)
    {
        var visit = await OpenAsync(chromium, server, theme: theme, width: width, zone: zone);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use the development token" }).ClickAsync();
        await visit.GoAsync(place);
        return visit;
    }

    internal async Task SignInAsync(string token)
    {
        await Page.GetByLabel("Token").FillAsync(token);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Goes to a page, by what stands behind <c>#/</c>.</summary>
    internal async Task GoAsync(string place)
    {
        await Assertions.Expect(Page.Locator(".frame nav.nav")).ToBeAttachedAsync();
        await Page.EvaluateAsync("place => { location.hash = '#/' + place; }", place);
    }

    /// <summary>Says that answers with these statuses are what the test is about; 0: none.</summary>
    internal void Expect(params int[] statuses) => _expected.UnionWith(statuses);

    internal ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1, Exact = true });

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The rows of a page's list; what failed alike is a table of its own above the dead letters, which comes when it has been counted.</summary>
    internal ILocator Rows() => Page.Locator("main .tablebox:not([aria-label='What failed alike']) tr[data-row]");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Equal("", string.Join('\n', _faults));
    }

    /// <summary>Loads the dashboard up to its first picture: the sign-in page, or the frame of who is signed in. One deadline for all of it.</summary>
    /// <exception cref="TimeoutException">It did not come; the error tells what it waited for: the server, when something is not answered, else the browser.</exception>
    private async Task LoadAsync(string address)
    {
        var deadline = Stopwatch.StartNew();
        try
        {
            await Page.GotoAsync(address, new() { Timeout = Chromium.PatienceAtFirst });
            await Page.Locator(".signin, nav.nav").First.WaitForAsync(new() { Timeout = Math.Max(1, Chromium.PatienceAtFirst - deadline.ElapsedMilliseconds) });
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException(
                $"The dashboard at {address} was not there after {deadline.Elapsed.TotalSeconds:0} s. Not answered: [{string.Join(", ", _unanswered.Values)}]. "
                + $"Faults: [{string.Join(", ", _faults)}].",
                exception);
        }
    }

    private void OnConsole(IConsoleMessage message)
    {
        // Failed answers are judged by their status, below.
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
        {
            _faults.Enqueue($"console {message.Type}: {message.Text}");
        }
    }

    private void OnRequest(IRequest request)
    {
        _unanswered[request] = request.Url;
        var address = new Uri(request.Url);
        if (address.Scheme is "http" or "https" && address.Authority != _server.Authority)
        {
            _faults.Enqueue($"asked somebody else: {request.Url}");
        }
    }

    private void OnResponse(IResponse response)
    {
        if (response.Status >= 400 && !_expected.Contains(response.Status))
        {
            _faults.Enqueue($"{response.Status}: {response.Request.Method} {response.Url}");
        }
    }
}

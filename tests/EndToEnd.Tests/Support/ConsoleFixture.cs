using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A hub with something to see, and a browser signed in to its console; shared by a class of tests.</summary>
public sealed class ConsoleFixture : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lazy<Task> _started;
    private HubProcess? _hub;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _signedIn = "";

    public ConsoleFixture() => _started = new Lazy<Task>(Start);

    internal HubProcess Hub => _hub!;

    internal MqttGateway Gateway { get; private set; } = null!;

    /// <summary>The device that the gateway has shown.</summary>
    internal string DeviceId { get; private set; } = "";

    /// <summary>Hub and browser stand.</summary>
    internal Task Ready()
    {
        Components.RequireFile("chromium", Chromium);
        return _started.Value;
    }

    /// <summary>A page of a browser where the administrator is signed in already, in English.</summary>
    internal async Task<IPage> Open(string path, int width = 1280, int height = 800)
    {
        var page = await (await Context(width, height, options => options.StorageState = _signedIn)).NewPageAsync();
        await page.GotoAsync(path);
        await page.IsLive();
        return page;
    }

    /// <summary>A page of a browser that nobody has signed in with.</summary>
    internal async Task<IPage> OpenAnonymous(string path, int width = 1280, int height = 800)
    {
        var page = await (await Context(width, height, _ => { })).NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    private async Task<IBrowserContext> Context(int width, int height, Action<BrowserNewContextOptions> change)
    {
        await Ready();
        var options = new BrowserNewContextOptions
        {
            BaseURL = Hub.Address.ToString(), Locale = "en-US", ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        };
        change(options);
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    private async Task Start()
    {
        _hub = await HubProcess.Start(gateways: 3);
        Gateway = await MqttGateway.Connect(_hub.Seed.Gateways[0], _hub.MqttPort);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = string.Join(',', Enumerable.Range(0, 240).Select(i => $"[{i * 60_000},{-80 + (i % 20 / 10.0)},{400 + i}]"));
        (await Gateway.Publish("t", $$"""{"b":[{"d":"freezer-1","t0":{{now - 14_400_000}},"m":["temp","power"],"r":[{{rows}}]}]}""", Patience)).ShouldBe(0);
        (await Gateway.Publish("e", $$$"""{"epoch":"a","e":[{"seq":1,"t":{{{now}}},"kind":"door.granted","src":"entrance","detail":{"card":"C0001"}},{"seq":2,"t":{{{now}}},"kind":"door.opened","src":"entrance"}]}""", Patience)).ShouldBe(0);
        await Gateway.Publish("t", "not a message", Patience);
        DeviceId = await Until.Has(() => _hub.Api.Device(_hub.Seed.Gateways[0].Id, "freezer-1"), Patience, "the device");

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run"],
        });
        await using var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = _hub.Address.ToString(), Locale = "en-US" });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.SignIn(_hub.Seed.Email, HubSeed.Password);
        _signedIn = await context.StorageStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Gateway is not null) await Gateway.DisposeAsync();
        if (_hub is not null) await _hub.DisposeAsync();
    }
}

/// <summary>What a person does and judges at a page of the console.</summary>
internal static class ConsolePages
{
    /// <summary>The page answers to clicks: its circuit stands and nothing is loading.</summary>
    public static async Task IsLive(this IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(page.Locator("main h1, .sign-in h1, h1").First).ToBeVisibleAsync();
    }

    /// <summary>The address holds this.</summary>
    public static Task Reaches(this IPage page, string part) => page.WaitForURLAsync(url => url.Contains(part, StringComparison.Ordinal));

    public static async Task SignIn(this IPage page, string email, string password)
    {
        await page.Locator("#email").FillAsync(email);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("button[type=submit].button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await page.IsLive();
    }

    /// <summary>Serious and critical findings, one a line; empty when there are none.</summary>
    public static async Task<string> AccessibilityFindings(this IPage page, string what)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        result.Passes.Length.ShouldBeGreaterThan(5, $"the rules were applied to {what}");
        return string.Join('\n', result.Violations.Where(one => one.Impact is "serious" or "critical")
            .SelectMany(one => one.Nodes.Take(3).Select(node => $"{what}: {one.Impact} {one.Id}: {node.Html}")));
    }

    /// <summary>It neither scrolls sideways nor has a serious accessibility finding.</summary>
    public static async Task IsFitForAPhone(this IPage page, string what)
    {
        await page.IsLive();
        (await page.WiderThanThePage()).ShouldBeEmpty(what);
        (await page.AccessibilityFindings(what)).ShouldBeEmpty();
    }

    /// <summary>What reaches beyond the right edge and makes the page scroll sideways; empty when nothing does.</summary>
    public static async Task<string> WiderThanThePage(this IPage page) => await page.EvaluateAsync<string>("""
        () => {
          const root = document.documentElement, width = root.clientWidth;
          if (root.scrollWidth <= width) return '';
          const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
          return `${root.scrollWidth} px of ${width}: ` + wide.slice(-4).map(one => one.outerHTML.slice(0, 120)).join(' | ');
        }
        """);
}

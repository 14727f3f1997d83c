using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncubatorHub.TestKit;

/// <summary>Posts the sign-in forms as their pages do, with an antiforgery token, and keeps the cookies.</summary>
public sealed class SignInForm : IDisposable
{
    private readonly HttpClient _client;
    private readonly Dictionary<string, string> _cookies = [];
    private readonly HubFactory _hub;

    /// <summary>A browser on that hub.</summary>
    public SignInForm(HubFactory hub)
    {
        _hub = hub;
        _client = hub.Anonymous();
    }

    /// <summary>Where the last answer led.</summary>
    public string? Location { get; private set; }

    /// <summary>Whether a session cookie is held.</summary>
    public bool IsSignedIn => _cookies.ContainsKey("ih.session");

    /// <summary>Posts the fields; returns where it leads.</summary>
    public async Task<string?> Post(string path, CancellationToken cancel, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var tokens = NewTokens();
        request.Content = new FormUrlEncodedContent(
            [new(tokens.FormFieldName, tokens.RequestToken!), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var answer = await Send(request, cancel);
        return Location = answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther
            ? answer.Headers.Location!.OriginalString
            : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}";
    }

    /// <summary>Gets with the session, as a script of the console's page.</summary>
    public async Task<HttpStatusCode> Get(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await Send(request, cancel);
        return answer.StatusCode;
    }

    /// <summary>Ends the client.</summary>
    public void Dispose() => _client.Dispose();

    // As the page that holds the form renders them: they are bound to whoever is signed in.
    private AntiforgeryTokenSet NewTokens()
    {
        var context = new DefaultHttpContext { RequestServices = _hub.Services };
        if (_cookies.TryGetValue("ih.session", out var session))
        {
            var options = _hub.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
            context.User = options.TicketDataFormat.Unprotect(session)!.Principal;
        }

        var tokens = _hub.Services.GetRequiredService<IAntiforgery>().GetTokens(context);
        _cookies[_hub.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name!] = tokens.CookieToken!;
        return tokens;
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancel)
    {
        request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await _client.SendAsync(request, cancel);
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            Keep(line);
        return answer;
    }

    private void Keep(string line)
    {
        var pair = line.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
            _cookies.Remove(pair[0]);
        else
            _cookies[pair[0]] = pair[1];
    }
}

using System.Net.Sockets;
using System.Text;
using IncubatorHub.Registry.Outside;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Mentors;

/// <summary>Fetches a calendar outside: within a time, up to a size, and from nowhere internal.</summary>
internal sealed class BusyFeedClient(IOptions<BusyFeedOptions> options) : IDisposable
{
    private readonly BusyFeedOptions _options = options.Value;
    private readonly HttpClient _http = OutsideCalls.Client(options.Value.Outside, "IncubatorHub-Calendars/1");

    /// <summary>The text, or why there is none; one of the two is empty.</summary>
    public async Task<(string Text, string Error)> Fetch(string url, CancellationToken cancel)
    {
        // Rules may have become stricter since the address was entered.
        if (OutsideAddress.FaultOf(url, _options.Outside) is not null)
            return ("", MentorProblems.FeedNotHttps.Title);
        // In real time also where the clock is a test's: it bounds a socket.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.ParseAdd("text/calendar");
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                return ("", (int)response.StatusCode is >= 300 and < 400 ? "A redirect is not followed." : $"The answer was {(int)response.StatusCode}.");
            return await Text(response, limit.Token) is { } text ? (text, "") : ("", $"It is longer than {_options.MaxBytes} bytes.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ("", $"No whole answer within {_options.TimeoutSeconds} s.");
        }
        catch (Exception exception) when (OutsideCalls.WasInternal(exception))
        {
            return ("", MentorProblems.FeedInternal.Title);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return ("", exception.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    // Read up to the limit whatever the header promised; null beyond it.
    private async Task<string?> Text(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > _options.MaxBytes)
            return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var kept = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (kept.Length + read > _options.MaxBytes)
                return null;
            kept.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}

using System.Net.Sockets;
using System.Text;
using IncubatorHub.Registry.Outside;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>What came of one request.</summary>
internal sealed record WebhookAnswer(int? Status, string Error, string Response)
{
    public bool IsWell => Status is >= 200 and < 300;
}

/// <summary>
/// Sends one signed request, through a client that gets nowhere internal.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly WebhookOptions _options;
    private readonly WebhookSecrets _secrets;
    private readonly TimeProvider _time;

    public WebhookClient(IOptions<WebhookOptions> options, WebhookSecrets secrets, TimeProvider time)
    {
        (_options, _secrets, _time) = (options.Value, secrets, time);
        _http = OutsideCalls.Client(_options.Outside, "IncubatorHub-Webhooks/1");
    }

    public async Task<WebhookAnswer> Send(WebhookSubscription to, WebhookDelivery delivery, CancellationToken cancel)
    {
        if (WebhookUrl.Refuse(to.Url, _options) is { } refused)
            return new WebhookAnswer(null, refused.Title, "");
        // In real time also where the clock is a test's: it bounds a socket.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, to.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
            var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
            request.Headers.Add("webhook-id", delivery.Id.ToString());
            request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", _secrets.Sign(to.SealedSecret, delivery.Id, timestamp, delivery.Body));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            var error = status is >= 200 and < 300 ? "" : status is >= 300 and < 400 ? "A redirect is not followed." : $"The answer was {status}.";
            return new WebhookAnswer(status, error, await Beginning(response, limit.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new WebhookAnswer(null, $"No answer within {_options.TimeoutSeconds} s.", "");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or InternalAddressException)
        {
            return new WebhookAnswer(null, OutsideCalls.WasInternal(exception) ? WebhookProblems.UrlInternal.Title : exception.Message, "");
        }
    }

    public void Dispose() => _http.Dispose();

    // Never more than is kept, however much is sent.
    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken cancel)
    {
        var buffer = new byte[WebhookDelivery.MaxResponseBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        // PostgreSQL takes no NUL in a text, and other control characters are of no use to a reader.
        var text = Encoding.UTF8.GetString(buffer, 0, read);
        return string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\t'));
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A reading as the API gives it.</summary>
internal readonly record struct ApiReading(long T, double? V, int Q);

/// <summary>An event as the API gives it.</summary>
internal sealed record ApiEvent(long Id, string Epoch, long Sequence, string Kind, string Source, JsonElement? Detail);

/// <summary>The Admin API, asked as a program asks it: with an API key.</summary>
internal sealed class HubApi : IDisposable
{
    private readonly HttpClient _http;

    public HubApi(Uri address, string apiKey)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
    }

    public void Dispose() => _http.Dispose();

    public async Task<(HttpStatusCode Status, string Body)> Raw(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), Until.Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Until.Cancel));
    }

    public async Task<JsonElement> Get(string path)
    {
        var (status, body) = await Raw("api/v1/" + path);
        status.ShouldBe(HttpStatusCode.OK, $"GET {path}: {body}");
        return JsonElement.Parse(body);
    }

    public async Task<JsonElement> Post(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1/" + path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await Send(request);
    }

    /// <summary>The version that a writer must have seen.</summary>
    public async Task<EntityTagHeaderValue> Version(string path)
    {
        using var seen = await _http.GetAsync(new Uri("api/v1/" + path, UriKind.Relative), Until.Cancel);
        return seen.Headers.ETag.ShouldNotBeNull($"{path} has an ETag");
    }

    /// <summary>Writes on the condition that nobody else wrote since.</summary>
    public async Task<JsonElement> Put(string path, string json, EntityTagHeaderValue seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("api/v1/" + path, UriKind.Relative))
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.IfMatch.Add(seen);
        return await Send(request);
    }

    /// <summary>The id of a device behind a gateway, or null while nobody has seen it.</summary>
    public async Task<string?> Device(Guid gatewayId, string key)
    {
        var page = await Get($"devices?gatewayId={gatewayId}&q={Uri.EscapeDataString(key)}");
        foreach (var device in page.GetProperty("items").EnumerateArray())
            if (device.GetProperty("key").GetString() == key)
                return device.GetProperty("id").GetString();
        return null;
    }

    /// <summary>All readings of a metric in [from, to).</summary>
    public async Task<List<ApiReading>> Readings(string deviceId, string metric, DateTimeOffset from, DateTimeOffset to)
    {
        var all = new List<ApiReading>();
        for (DateTimeOffset? next = from; next is { } at;)
        {
            var answer = await Get($"devices/{deviceId}/metrics/{metric}/readings?from={Stamp(at)}&to={Stamp(to)}&limit=100000");
            foreach (var one in answer.GetProperty("readings").EnumerateArray())
            {
                var value = one.GetProperty("v");
                all.Add(new ApiReading(one.GetProperty("t").GetInt64(), value.ValueKind is JsonValueKind.Null ? null : value.GetDouble(), one.GetProperty("q").GetInt32()));
            }

            next = answer.TryGetProperty("nextFrom", out var more) && more.ValueKind is JsonValueKind.String ? more.GetDateTimeOffset() : null;
        }

        return all;
    }

    /// <summary>All events of a gateway in the order of storing, oldest first.</summary>
    public async Task<List<ApiEvent>> Events(Guid gatewayId, string kind = "")
    {
        var all = new List<ApiEvent>();
        for (long? before = long.MaxValue; before is { } id;)
        {
            var answer = await Get($"gateway-events?gatewayId={gatewayId}&kind={kind}&limit=200&before={id.ToString(CultureInfo.InvariantCulture)}");
            foreach (var one in answer.GetProperty("items").EnumerateArray())
            {
                var detail = one.GetProperty("detail").GetString();
                all.Add(new ApiEvent(
                    one.GetProperty("id").GetInt64(), one.GetProperty("epoch").GetString()!, one.GetProperty("sequence").GetInt64(),
                    one.GetProperty("kind").GetString()!, one.GetProperty("source").GetString()!, detail is null ? null : JsonElement.Parse(detail)));
            }

            before = answer.TryGetProperty("nextBefore", out var more) && more.ValueKind is JsonValueKind.Number ? more.GetInt64() : null;
        }

        all.Reverse();
        return all;
    }

    private async Task<JsonElement> Send(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, Until.Cancel);
        var body = await answer.Content.ReadAsStringAsync(Until.Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {body}");
        return JsonElement.Parse(body);
    }

    private static string Stamp(DateTimeOffset at) => Uri.EscapeDataString(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
}

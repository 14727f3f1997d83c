using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>A gateway at a facility of its own, enrolled through the API, with its facility's manager.</summary>
internal sealed class EnrolledGateway(HubFactory hub, Facility house, HttpClient manager, Guid id, string key, string secret) : IDisposable
{
    private static int _count;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub => hub;

    public Facility House => house;

    /// <summary>A client of the facility's manager.</summary>
    public HttpClient Manager => manager;

    public Guid Id => id;

    public string Key => key;

    public string Secret => secret;

    public string Path => $"/api/v1/gateways/{id}";

    public static string NewKey() => $"gw-test-{Interlocked.Increment(ref _count)}";

    public static async Task<EnrolledGateway> At(HubFactory hub)
    {
        var house = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(house.Id);
        var key = NewKey();
        var answer = await manager.PostAsJsonAsync("/api/v1/gateways", new { key, facilityId = house.Id, name = "North wing" }, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var gateway = new EnrolledGateway(
            hub, house, manager, body.GetProperty("gateway").GetProperty("id").GetGuid(), key, body.GetProperty("secret").GetString()!);
        await gateway.IsAdmitted(gateway.Secret);
        return gateway;
    }

    /// <summary>Connects and subscribes as a gateway does.</summary>
    public async Task<GatewayLink> Connect(string? withSecret = null)
    {
        var link = await GatewayLink.Open(hub.Mqtt.Port, key, withSecret ?? secret);
        await Eventually.Holds(() => hub.Services.GetRequiredService<GatewayConnections>().Find(id) is not null, $"{key} to be connected");
        return link;
    }

    /// <summary>Waits until the broker's directory knows the secret. Asking the directory costs no failed attempt.</summary>
    public Task IsAdmitted(string presented) =>
        Eventually.Holds(() => Judge(presented) == GatewayVerdict.Admitted, $"the broker to admit {key}");

    public GatewayVerdict Judge(string presented) =>
        hub.Services.GetRequiredService<GatewayDirectory>().Authenticate(key, Encoding.UTF8.GetBytes(presented)).Verdict;

    public Task<JsonElement> Read() => manager.GetFromJsonAsync<JsonElement>(Path, Cancel);

    /// <summary>Waits until the API shows it so.</summary>
    public Task Shows(Func<JsonElement, bool> condition, string what) => Eventually.Holds(async () => condition(await Read()), $"{key}: {what}");

    /// <summary>PUT, PATCH or POST with the version that stands, or the one given.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? ifMatch = "*")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await manager.SendAsync(request, Cancel);
    }

    public Task<HttpResponseMessage> SetState(string state) => Send(HttpMethod.Put, $"{Path}/state", new { state });

    /// <summary>The device behind it once it has a row, with its metrics.</summary>
    public async Task<JsonElement> Device(string name)
    {
        JsonElement found = default;
        await Eventually.Holds(async () =>
        {
            var all = await manager.GetFromJsonAsync<JsonElement>($"/api/v1/devices?gatewayId={id}", Cancel);
            found = all.GetProperty("items").EnumerateArray().FirstOrDefault(one => one.GetProperty("key").GetString() == name);
            return found.ValueKind is JsonValueKind.Object;
        }, $"{key} to have a device {name}");
        return found;
    }

    public void Dispose() => manager.Dispose();
}

/// <summary>Looks into answers of the API.</summary>
internal static class Answers
{
    /// <summary>The problem's code, and a failure that shows the body when the status is another.</summary>
    public static async Task<string> Refusal(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
    }

    /// <summary>The body, and a failure that shows it when the status is another.</summary>
    public static async Task<JsonElement> Body(this HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

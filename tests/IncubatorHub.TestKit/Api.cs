using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace IncubatorHub.TestKit;

/// <summary>Calls to the Admin API as a client makes them: JSON in, status and JSON out.</summary>
public static class Api
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>GET below <c>/api/v1</c>.</summary>
    public static Task<ApiAnswer> Get(this HttpClient client, string path) => Send(client, HttpMethod.Get, path, body: null, version: null);

    /// <summary>POST of a new row.</summary>
    public static Task<ApiAnswer> Post(this HttpClient client, string path, object body) => Send(client, HttpMethod.Post, path, body, version: null);

    /// <summary>POST of an act on a row, with the version that was seen (null: none is sent).</summary>
    public static Task<ApiAnswer> Act(this HttpClient client, string path, string? version, object? body = null) =>
        Send(client, HttpMethod.Post, path, body, version);

    /// <summary>PUT of an edit, with the version that was seen (null: none is sent).</summary>
    public static Task<ApiAnswer> Put(this HttpClient client, string path, string? version, object body) =>
        Send(client, HttpMethod.Put, path, body, version);

    private static async Task<ApiAnswer> Send(HttpClient client, HttpMethod method, string path, object? body, string? version)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version == "*" ? version : $"\"{Guid.Parse(version):N}\"");
        using var response = await client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return new ApiAnswer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

/// <summary>What came back.</summary>
public sealed record ApiAnswer(int Status, JsonNode? Body)
{
    /// <summary>The problem's code; null for an answer.</summary>
    public string? Code => Body?["code"]?.GetValue<string>();

    /// <summary>The row's id.</summary>
    public Guid Id => this["id"]!.GetValue<Guid>();

    /// <summary>The row's version.</summary>
    public string Version => this["version"]!.GetValue<string>();

    /// <summary>The rows of a list.</summary>
    public JsonArray Items => this["items"]!.AsArray();

    /// <summary>A property of the body.</summary>
    public JsonNode? this[string name] => Body is JsonObject found ? found[name] : throw new InvalidOperationException($"{Status}: {Body}");
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace IncubatorHub.TestKit;

/// <summary>CSV files to and from the Admin API.</summary>
public static class CsvApi
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Posts a file of UTF-8 text.</summary>
    public static Task<ApiAnswer> Import(this HttpClient client, string what, string file, bool dryRun = false) =>
        client.Import(what, Encoding.UTF8.GetBytes(file), dryRun);

    /// <summary>Posts a file.</summary>
    public static async Task<ApiAnswer> Import(this HttpClient client, string what, byte[] file, bool dryRun = false)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await client.PostAsync(new Uri($"/api/v1/imports/{what}?dryRun={(dryRun ? "true" : "false")}", UriKind.Relative), content, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return new ApiAnswer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Gets a file, as bytes.</summary>
    public static Task<byte[]> Export(this HttpClient client, string what) =>
        client.GetByteArrayAsync(new Uri($"/api/v1/exports/{what}", UriKind.Relative), Cancel);
}

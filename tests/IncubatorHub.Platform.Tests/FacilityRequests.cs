using System.Net.Http.Json;
using System.Text.Json;

namespace IncubatorHub.Platform.Tests;

/// <summary>The facility slice as the platform's sample: create, list, edit over HTTP.</summary>
internal static class FacilityRequests
{
    public static object Fields(string code, string nameEn = "Kobe House", string nameJa = "神戸ハウス", string prefectureCode = "28") =>
        new { code, nameEn, nameJa, prefectureCode, latitude = 34.7, longitude = 135.2 };

    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public static async Task<string?> Code(this HttpResponseMessage answer) => (await answer.Json()).GetProperty("code").GetString();

    public static Task<HttpResponseMessage> Create(this HttpClient client, string code, string nameEn = "Kobe House", string nameJa = "神戸ハウス") =>
        client.PostAsJsonAsync("/api/v1/facilities", Fields(code, nameEn, nameJa), TestContext.Current.CancellationToken);

    public static string NewCode() => $"t-{Guid.CreateVersion7():N}";
}

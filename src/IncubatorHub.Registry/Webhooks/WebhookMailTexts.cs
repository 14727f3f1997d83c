using System.Globalization;
using System.Resources;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>The texts of the module's mails, in the reader's language.</summary>
internal static class WebhookMailTexts
{
    private static readonly ResourceManager Texts = new(typeof(WebhookMailTexts).FullName!, typeof(WebhookMailTexts).Assembly);

    public static string Get(string name, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(name, CultureInfo.GetCultureInfo(language))!, values);
}

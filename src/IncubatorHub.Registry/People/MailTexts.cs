using System.Globalization;
using System.Resources;

namespace IncubatorHub.Registry.People;

/// <summary>The texts of the module's mails, in the reader's language and not in that of whoever caused them.</summary>
internal static class MailTexts
{
    private static readonly ResourceManager Texts = new(typeof(MailTexts).FullName!, typeof(MailTexts).Assembly);

    public static string Get(string name, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(name, CultureInfo.GetCultureInfo(language))!, values);
}

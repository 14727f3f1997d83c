using System.Globalization;
using System.Resources;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>The texts of the questions' mails, in the holder's language.</summary>
internal static class EvidenceMails
{
    private static readonly ResourceManager Texts = new(typeof(EvidenceMails).FullName!, typeof(EvidenceMails).Assembly);

    public static string Get(string name, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(name, CultureInfo.GetCultureInfo(language))!, values);
}

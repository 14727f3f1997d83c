using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Incubation.Mentoring.Pages;

/// <summary>What pages say of a session in the reader's language.</summary>
internal static class SessionText
{
    /// <summary>Where it is: online, the room, what was typed, or just the house.</summary>
    public static string Where(SessionView session, string online, string inTheHouse)
    {
        if (session.Mode is MeetingMode.Online)
            return online;
        List<string> parts = [.. new[] { ConsoleTexts.Pick(session.ZoneNameEn, session.ZoneNameJa), session.Place }.Where(part => part.Length > 0)];
        return parts.Count == 0 ? inTheHouse : string.Join(ConsoleTexts.IsJapanese ? "、" : ", ", parts);
    }

    /// <summary>The other side's people: for the mentors the company, for all others the mentors.</summary>
    public static string Other(SessionView session, bool isMentor) => isMentor
        ? $"{session.Person.Name}{(ConsoleTexts.IsJapanese ? "、" : ", ")}{ConsoleTexts.Pick(session.CompanyNameEn, session.CompanyNameJa)}"
        : string.Join(ConsoleTexts.IsJapanese ? "、" : ", ", session.Mentors.Select(mentor => mentor.Name));
}

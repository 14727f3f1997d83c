using IncubatorHub.Registry.Notifications;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Registry.Tests.People;

/// <summary>What the hub has mailed.</summary>
internal static class Mails
{
    /// <summary>The token in the newest mail to that address.</summary>
    public static async Task<string> TokenTo(HubFactory hub, string address, CancellationToken cancel)
    {
        var mail = await hub.WithRows(db => db.Set<OutgoingMail>().AsNoTracking().Where(one => one.To == address).OrderByDescending(one => one.Id).FirstAsync(cancel), cancel);
        var body = mail.Body.Length > 0 ? mail.Body : ReadFile(hub, mail.Id);
        return body.Split("token=")[1].Split('\n')[0].Trim();
    }

    private static string ReadFile(HubFactory hub, Guid id)
    {
        var lines = File.ReadAllLines(Path.Combine(hub.DataDirectory.FullName, "mail", $"{id:N}.eml"));
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(lines.SkipWhile(line => line.Length > 0))));
    }
}

using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>
/// Writes the mails about a report: rows of the caller's transaction, to the company's admins who want them, and about an alumni report to whom the company
/// named when it left, with a link that needs no account. No mail tells a figure.
/// </summary>
internal sealed class ReportNotices(HubDbContext db, ReportLinks links, IOptions<NotificationOptions> options, TimeProvider time)
{
    /// <summary>The kind of these mails; stable, for it stands in people's preferences.</summary>
    public const string Kind = "report.due";

    /// <param name="report">What it is about.</param>
    /// <param name="text">Which text: <c>Asked</c>, <c>Before</c>, <c>Late</c>, <c>SentBack</c>.</param>
    public async Task Write(CompanyReport report, string text, CancellationToken cancel)
    {
        // Most of a country's companies may have nobody who is told.
        if (await Readers(report, cancel) is not { Count: > 0 } readers)
            return;
        var house = await db.Set<Facility>().Where(one => one.Id == report.FacilityId).Select(one => new { one.NameEn, one.NameJa }).SingleAsync(cancel);
        var firm = await db.Set<Company>().Where(one => one.Id == report.CompanyId).Select(one => new { one.NameEn, one.NameJa }).SingleAsync(cancel);
        foreach (var (name, email, language, link) in readers)
        {
            var (houseName, firmName) = language == "ja" ? (house.NameJa, firm.NameJa) : (house.NameEn, firm.NameEn);
            var period = ReportMailTexts.Get($"Period{report.Kind}", language, ReportMailTexts.Day(report.From), ReportMailTexts.Day(report.Until));
            db.Add(new OutgoingMail
            {
                To = email,
                Subject = Cut(ReportMailTexts.Get(text + "Subject", language, firmName, period), 200),
                Body = Cut(ReportMailTexts.Get("Frame", language, name, ReportMailTexts.Get(text + "Text", language, houseName, ReportMailTexts.Day(report.DueOn), report.Remark),
                    firmName, period, ReportMailTexts.Day(report.DueOn), link, options.Value.Link("/account/notices")), 4_000),
                At = time.GetUtcNow(),
            });
        }
    }

    private async Task<List<(string Name, string Email, string Language, string Link)>> Readers(CompanyReport report, CancellationToken cancel)
    {
        var admins = await (
            from grant in db.Set<RoleGrant>().AsNoTracking()
            where grant.Role == Role.TenantAdmin && grant.Scope == ScopeKind.Company && grant.ScopeId == report.CompanyId
            join account in db.Set<Account>() on grant.AccountId equals account.Id
            where account.RetiredAt == null && account.LockedAt == null
            orderby account.Id
            select account).ToListAsync(cancel);
        List<Guid> ids = [.. admins.Select(account => account.Id)];
        var muted = await db.Set<NoticePreference>().AsNoTracking().Where(one => ids.Contains(one.AccountId)).ToListAsync(cancel);
        List<(string, string Email, string, string)> readers =
            [.. admins.Where(account => !muted.Exists(one => one.AccountId == account.Id && one.Mutes(Kind)))
                .Select(account => (account.DisplayName, account.Email, account.Language, options.Value.Link($"/reports/{report.Id}")))];
        if (report.Kind is not ReportKind.Alumni)
            return readers;
        var contact = await db.Set<CompanyExit>().AsNoTracking().Where(one => one.CompanyId == report.CompanyId && one.FacilityId == report.FacilityId && one.ContactEmail != "")
            .OrderByDescending(one => one.ExitedOn).FirstOrDefaultAsync(cancel);
        // Whoever has an account hears of it by that.
        if (contact is not null && !admins.Exists(account => string.Equals(account.Email, contact.ContactEmail, StringComparison.OrdinalIgnoreCase)))
            readers.Add((contact.ContactName, contact.ContactEmail, contact.ContactLanguage, options.Value.Link($"/reports/answer/{links.Make(report)}")));
        return readers;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

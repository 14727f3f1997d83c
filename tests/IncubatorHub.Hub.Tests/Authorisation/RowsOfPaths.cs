using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.Registry.Webhooks;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncubatorHub.Hub.Tests.Authorisation;

/// <summary>Makes a row of every kind that a path names, at one house and of one company, by the model alone.</summary>
internal sealed class RowsOfPaths(HubFactory hub, Facility house, Company company)
{
    /// <summary>Paths whose first segment is not their table's name.</summary>
    public static readonly Dictionary<string, string> Tables = new()
    {
        ["people"] = "Accounts", ["quarantine"] = "QuarantineEntries", ["projects"] = "ClusterProjects", ["webhooks"] = "WebhookSubscriptions",
        ["waitlist"] = "WaitlistEntries", ["mentors"] = "MentorProfiles", ["reviews"] = "ApplicationReviews",
        ["reports"] = "CompanyReports", ["exits"] = "CompanyExits",
    };

    /// <summary>Unfiltered tables whose use cases judge on their own whom they show a row.</summary>
    private static readonly string[] JudgedByUseCase = ["Accounts", "ApiKeys", "Invitations", "CalendarFeeds", "WebhookSubscriptions", "PolicySets", "MentoringOffers"];

    private readonly Dictionary<IEntityType, object> _made = [];

    /// <summary>The table of a path's rows; null when there is none of that name.</summary>
    public static IEntityType? TableOf(IModel model, string kind)
    {
        var name = Tables.GetValueOrDefault(kind) ?? string.Concat(kind.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return model.GetEntityTypes().FirstOrDefault(entity => string.Equals(entity.GetTableName(), name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether everybody who may read that kind sees all of it: programmes, prefectures.</summary>
    public static bool IsOpenToAll(IEntityType entity) => !ScopeFilters.IsScoped(entity) && !JudgedByUseCase.Contains(entity.GetTableName());

    /// <summary>The id of a row of that table.</summary>
    public Task<Guid> IdIn(IEntityType entity, CancellationToken cancel) => hub.WithRows(async db =>
    {
        if (entity.ClrType == typeof(Facility))
            return house.Id;
        if (entity.ClrType == typeof(Company))
            return company.Id;
        var row = Make(db, entity);
        await db.SaveChangesAsync(cancel);
        return (Guid)db.Entry(row).Property(nameof(Entity.Id)).CurrentValue!;
    }, cancel);

    private object Make(HubDbContext db, IEntityType entity)
    {
        if (_made.TryGetValue(entity, out var earlier))
            return earlier;
        var row = Activator.CreateInstance(entity.ClrType, nonPublic: true)!;
        _made[entity] = row;
        var entry = db.Entry(row);
        foreach (var property in entity.GetProperties().Where(one => !one.IsNullable && !one.IsPrimaryKey() && one.PropertyInfo is not null))
        {
            // A number that the entity sets by itself is one that its checks allow.
            if (Value(property) is { } value && !(value is int && entry.Property(property.Name).CurrentValue is not (null or 0)))
                entry.Property(property.Name).CurrentValue = value;
        }

        if (entry.Property(nameof(Entity.Id)) is { CurrentValue: Guid id } key && id == Guid.Empty)
            key.CurrentValue = Guid.CreateVersion7();
        foreach (var property in entity.GetProperties())
        {
            // Nullable ones too: a row belongs to this house and this company wherever it can.
            if (property.Name is "FacilityId" or "HomeFacilityId")
                entry.Property(property.Name).CurrentValue = house.Id;
            else if (property.Name is "CompanyId" || (property.Name is "ScopeId" && entity.ClrType == typeof(Invitation)))
                entry.Property(property.Name).CurrentValue = company.Id;
        }

        // A range is not empty, and a price is for a class or for one piece.
        if (entity.FindProperty("StartsAt") is not null && entity.FindProperty("EndsAt") is { ClrType: var type } && type == typeof(DateTimeOffset))
            entry.Property("EndsAt").CurrentValue = DateTimeOffset.UnixEpoch;
        if (row is WaitlistEntry)
            entry.Property(nameof(WaitlistEntry.Until)).CurrentValue = DateTimeOffset.UnixEpoch;
        if (row is Laboratory.Charges.PricePlan)
            entry.Property(nameof(Laboratory.Charges.PricePlan.ClassCode)).CurrentValue = "autoclave";

        foreach (var foreign in entity.GetForeignKeys().Where(one => one.IsRequired && one.PrincipalEntityType != entity))
        {
            if (foreign.PrincipalEntityType.ClrType == typeof(Facility) || foreign.PrincipalEntityType.ClrType == typeof(Company))
                continue;
            var principal = db.Entry(Make(db, foreign.PrincipalEntityType));
            for (var index = 0; index < foreign.Properties.Count; index++)
                entry.Property(foreign.Properties[index].Name).CurrentValue = principal.Property(foreign.PrincipalKey.Properties[index].Name).CurrentValue;
        }

        if (row is Outage)
        {
            var subject = (Equipment)Make(db, db.Model.FindEntityType(typeof(Equipment))!);
            entry.Property(nameof(Outage.EquipmentId)).CurrentValue = subject.Id;
        }

        if (row is WebhookSubscription)
        {
            entry.Property(nameof(WebhookSubscription.Scope)).CurrentValue = Platform.Authorisation.ScopeKind.Company;
            entry.Property(nameof(WebhookSubscription.ScopeId)).CurrentValue = company.Id;
        }

        if (row is Invitation)
            (entry.Property(nameof(Invitation.Role)).CurrentValue, entry.Property(nameof(Invitation.Scope)).CurrentValue) =
                (Platform.Authorisation.Role.TenantMember, Platform.Authorisation.ScopeKind.Company);
        if (row is Booking booking)
        {
            booking.EndsAt = booking.StartsAt.AddHours(1);
            entry.Property(nameof(Booking.State)).CurrentValue = BookingState.Confirmed;
            entry.Property(nameof(Booking.EquipmentId)).CurrentValue =
                ((Equipment)Make(db, db.Model.FindEntityType(typeof(Equipment))!)).Id;
        }

        if (row is Incubation.Mentors.MentorProfile mentor)
            (mentor.WeeklyHours, mentor.SpecialDays, mentor.TimeZone) = ("[]", "[]", "Asia/Tokyo");
        if (row is Incubation.Mentoring.MentoringOffer offer)
            offer.Lengths = ",60,";
        if (row is Incubation.Mentoring.MentoringSession)
            entry.Property(nameof(Incubation.Mentoring.MentoringSession.State)).CurrentValue = Incubation.Mentoring.SessionState.Confirmed;
        if (row is Incubation.Mentoring.Waiting.MentoringWait)
            entry.Property(nameof(Incubation.Mentoring.Waiting.MentoringWait.Until)).CurrentValue = DateTimeOffset.UnixEpoch;
        if (row is Incubation.Admissions.Application application)
            (application.Language, application.SubmittedAt) = ("ja", DateTimeOffset.UnixEpoch);
        // No fiscal year begins before the first.
        if (row is Incubation.Progress.Reports.CompanyReport)
            entry.Property(nameof(Incubation.Progress.Reports.CompanyReport.Until)).CurrentValue = new DateOnly(2026, 9, 30);
        if (row is AutomaticAct)
            entry.Property(nameof(AutomaticAct.Evidence)).CurrentValue = "{}";
        entry.State = EntityState.Added;
        if (row is Account account)
            db.Add(RoleGrant.ToAccount(account.Id, Platform.Authorisation.Grant.InCompany(Platform.Authorisation.Role.TenantMember, company.Id)));
        return row;
    }

    private static object? Value(IProperty property) => property.ClrType switch
    {
        var type when type == typeof(string) => Text(property.GetMaxLength() ?? 40),
        var type when type == typeof(double) => 1.0,
        var type when type == typeof(int) && property.Name != "Attempts" => 1,
        _ => null,
    };

    private static string Text(int length)
    {
        var text = $"{Guid.CreateVersion7():N}";
        return length >= text.Length ? text : text[^length..];
    }
}

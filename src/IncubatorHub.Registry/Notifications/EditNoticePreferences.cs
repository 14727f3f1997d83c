using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Notifications;

/// <summary>What may be chosen.</summary>
public sealed record NoticePreferenceFields : IValidatableObject
{
    /// <summary>Kinds that are not to be sent; all others are.</summary>
    [Required, MaxLength(50)]
    public required IReadOnlyList<string> Muted { get; init; }

    /// <summary>0 (none), 15, 30, 60, 120, 240, 720, 1440, 2880 or 10080.</summary>
    public int ReminderMinutes { get; init; } = NoticePreference.DefaultReminderMinutes;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!NoticePreference.ReminderChoices.Contains(ReminderMinutes))
            yield return new ValidationResult($"One of {string.Join(", ", NoticePreference.ReminderChoices)}.", [nameof(ReminderMinutes)]);
    }
}

/// <summary>Changes what the caller wants to hear of by mail.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class EditNoticePreferences(HubDbContext db, CallerContext context, IEnumerable<NoticeKind> kinds)
    : IUseCase<EditNoticePreferences.Request, NoticePreferenceView>
{
    public sealed record Request(Guid? SeenVersion, NoticePreferenceFields Fields) : IRequest<NoticePreferenceView>, IEdit;

    public async Task<Outcome<NoticePreferenceView>> Handle(Request request, CancellationToken cancel)
    {
        if (context.Caller.Kind is not CallerKind.Person)
            return NotificationProblems.PersonOnly;
        if (request.Fields.Muted.FirstOrDefault(one => kinds.All(kind => kind.Key != one)) is { } unknown)
            return CommonProblems.Invalid("muted", $"There is no kind of notice '{unknown}'.");
        var row = await db.NoticePreferences.SingleOrDefaultAsync(one => one.AccountId == context.Caller.Id, cancel);
        if (row?.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (row is null)
            db.Add(row = new NoticePreference { AccountId = context.Caller.Id });
        var muted = request.Fields.Muted.Distinct().ToList();
        row.Muted = muted.Count == 0 ? "" : $",{string.Join(',', muted)},";
        row.ReminderMinutes = request.Fields.ReminderMinutes;
        await db.SaveChangesAsync(cancel);
        return NoticePreferenceView.From(row, kinds);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/notice-preferences", (NoticePreferenceFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(ifMatch.Version, fields), cancel))
        .For<EditNoticePreferences>("Changes what you want by mail", "Refusals: notices.person-only (403).");
}

using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Platform.Files;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>A file as it came from an applicant's browser.</summary>
public sealed record BroughtFile(string QuestionKey, string FileName, ReadOnlyMemory<byte> Content);

/// <summary>Keeps and takes out an applicant's attachments, within their bounds.</summary>
internal sealed class ApplicantFiles(HubDbContext db, ApplicationFiles files)
{
    /// <summary>Null, or why not; then nothing may be committed.</summary>
    public async Task<Problem?> Change(OwnApplication own, IReadOnlyList<BroughtFile> brought, IReadOnlyList<Guid> removed, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.Set<ApplicationFile>().Where(one => one.ApplicationId == own.Application.Id).ToListAsync(cancel);
        foreach (var row in rows.Where(one => removed.Contains(one.Id)))
            row.RemovedAt ??= now;
        var questions = own.Form.Content.Questions.Where(one => one.Kind is FormQuestionKind.File).Select(one => one.Key).ToHashSet();
        List<BroughtFile> wanted = [.. brought.Where(one => questions.Contains(one.QuestionKey))];
        if (wanted.Count == 0)
            return null;
        if (rows.Count(one => one.RemovedAt is null) + wanted.Count > ApplicationFile.MostAtATime || rows.Count + wanted.Count > ApplicationFile.MostEver
            || rows.Sum(one => one.Bytes) + wanted.Sum(one => (long)one.Content.Length) > ApplicationFile.MostBytesEver)
            return AdmissionProblems.TooManyFiles;
        // All are judged before any is kept.
        var kept = new List<(BroughtFile File, string Name, string Type)>();
        foreach (var one in wanted)
        {
            if (one.Content.Length > ApplicationFile.MaxBytes)
                return AdmissionProblems.FileTooLarge;
            var name = FileType.NameOf(one.FileName);
            if (name.Length > 200 || FileType.Of(name, one.Content.Span) is not { } type)
                return AdmissionProblems.FileWrongType;
            kept.Add((one, name, type));
        }

        foreach (var (file, name, type) in kept)
            await Keep(own.Application, file, name, type, now, cancel);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>The answers with the attachments that are there, as the answers of their questions.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> WithFiles(OwnApplication own, Dictionary<string, IReadOnlyList<string>> answers, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var rows = await db.Set<ApplicationFile>().AsNoTracking().Where(one => one.ApplicationId == own.Application.Id && one.RemovedAt == null).OrderBy(one => one.Id).ToListAsync(cancel);
        foreach (var group in rows.GroupBy(one => one.QuestionKey))
            answers[group.Key] = [.. group.Select(one => one.Id.ToString())];
        return answers;
    }

    private async Task Keep(Application application, BroughtFile brought, string name, string type, DateTimeOffset now, CancellationToken cancel)
    {
        var id = OrderedId.Next();
        // The file first: a row never lacks its file. A commit that fails leaves a file without a row, which harms nobody.
        var hash = await files.Write(application.FacilityId, id, brought.Content, cancel);
        db.Add(new ApplicationFile
        {
            Id = id, ApplicationId = application.Id, FacilityId = application.FacilityId, QuestionKey = brought.QuestionKey, FileName = name, ContentType = type, Bytes = brought.Content.Length,
            Sha256 = hash, At = now,
        });
    }
}

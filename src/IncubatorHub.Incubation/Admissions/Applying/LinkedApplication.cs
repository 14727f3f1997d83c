using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>An application that its applicant came to, with what it answers.</summary>
internal sealed record OwnApplication(Application Application, AdmissionCall Call, CallForm Form);

/// <summary>Finds the application that a link leads to. Whoever has the link has proved who they are by it: the rest is asked for the hub.</summary>
internal sealed class LinkedApplication(HubDbContext db, CallerContext context)
{
    public async Task<Outcome<OwnApplication>> Find(string secret, CancellationToken cancel)
    {
        context.Caller = Caller.System;
        var hash = Secrets.HashOf(secret);
        if (await db.Set<ApplicationLink>().Where(link => link.SecretHash == hash).Select(link => (Guid?)link.ApplicationId).SingleOrDefaultAsync(cancel) is not { } id)
            return AdmissionProblems.LinkUnknown;
        await db.TakeTurn("application", id, cancel);
        var application = await db.Applications.SingleAsync(one => one.Id == id, cancel);
        return new OwnApplication(
            application, await db.Calls.AsNoTracking().SingleAsync(one => one.Id == application.CallId, cancel),
            await db.Set<CallForm>().AsNoTracking().SingleAsync(one => one.Id == application.FormId, cancel));
    }
}

using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Incubation.Admissions.Applying;

/// <summary>A call as everybody may read it.</summary>
/// <param name="TimeZone">Of the house, IANA.</param>
/// <param name="IsOpen">Whether it takes applications now.</param>
public sealed record OpenCallView(CallView Call, string FacilityNameEn, string FacilityNameJa, string TimeZone, bool IsOpen);

/// <summary>Reads a published call, for its public page.</summary>
[UseCase(Right.Public)]
internal sealed class ReadOpenCall(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<ReadOpenCall.Request, OpenCallView>
{
    public sealed record Request(string Code) : IRequest<OpenCallView>;

    public async Task<Outcome<OpenCallView>> Handle(Request request, CancellationToken cancel)
    {
        // What is published is everybody's to read, and nobody here has a scope.
        context.Caller = Caller.System;
        if (await db.Calls.SingleOrDefaultAsync(call => call.Code == request.Code && call.PublishedAt != null && call.RetiredAt == null, cancel) is not { } found)
            return CommonProblems.NotFound("call", request.Code);
        var house = await db.Set<Facility>().SingleAsync(one => one.Id == found.FacilityId, cancel);
        return new OpenCallView(CallView.From(found), house.NameEn, house.NameJa, house.TimeZone, found.IsOpen(time.GetUtcNow()));
    }
}

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>An offer as the API and the console show it.</summary>
/// <param name="FacilityId">Null: the programme's.</param>
public sealed record OfferView(
    Guid Id, Guid Version, Guid? FacilityId, string NameEn, string NameJa, string DescriptionEn, string DescriptionJa, IReadOnlyList<int> LengthsMinutes,
    int BufferBeforeMinutes, int BufferAfterMinutes, int NoticeHours, int HorizonDays, MeetingMode Mode, HostRule Hosts, bool NeedsAcceptance, int AcceptWithinHours,
    IReadOnlyList<OfferMentor> Mentors, DateTimeOffset? RetiredAt) : IVersioned
{
    internal static OfferView From(MentoringOffer offer, IEnumerable<OfferHost> hosts) => new(
        offer.Id, offer.Version, offer.FacilityId, offer.NameEn, offer.NameJa, offer.DescriptionEn, offer.DescriptionJa, offer.ReadLengths(),
        offer.BufferBeforeMinutes, offer.BufferAfterMinutes, offer.NoticeHours, offer.HorizonDays, offer.Mode, offer.Hosts, offer.NeedsAcceptance, offer.AcceptWithinHours,
        [.. hosts.OrderBy(host => host.MentorId).Select(host => new OfferMentor { MentorId = host.MentorId, Weight = host.Weight })], offer.RetiredAt);

    internal static async Task<OfferView> Read(HubDbContext db, MentoringOffer offer, CancellationToken cancel) =>
        From(offer, await db.Set<OfferHost>().AsNoTracking().Where(host => host.OfferId == offer.Id).ToListAsync(cancel));
}

B='src/IncubatorHub.Laboratory/Evidence/'
import shutil
def sub(f,a,b):
    s=open(B+f).read(); assert a in s,(f,a); open(B+f,'w').write(s.replace(a,b,1))
for f in ('DoorSightings.cs','CheckInByBadge.cs'): shutil.copy('drafts/'+f,B+f)
sub('AutomaticAct.cs','''    /// <summary>Gave its time free, because nobody came.</summary>''','''    /// <summary>Checked its holder in, whose card opened a door of the zone.</summary>
    CheckIn,

    /// <summary>Gave its time free, because nobody came.</summary>''')
sub('ReleaseNoShows.cs','PoliciesDoor policies, Questions questions, TimeProvider time) : IRound','PoliciesDoor policies, DoorSightings doors, Questions questions, TimeProvider time)\n    : IRound')
sub('ReleaseNoShows.cs','''        var facts = new NoShowFacts(booking.StartsAt, booking.EndsAt, policy.ReleaseAfterMinutes, IsSeen: false, sessions.Count > 0, WasPresent: false, kind.UseMode, now);''','''        var wasPresent = (await doors.Around(equipment, from, now, cancel)).Exists(one => one.PersonId == booking.PersonId);
        var facts = new NoShowFacts(booking.StartsAt, booking.EndsAt, policy.ReleaseAfterMinutes, IsSeen: false, sessions.Count > 0, wasPresent, kind.UseMode, now);''')
sub('ReleaseNoShows.cs','''sessions = sessions.Select(one => one.Id), sensing''','''sessions = sessions.Select(one => one.Id), wasPresent, sensing''')
sub('SessionAttributor.cs','(HubDbContext db, BookingDesk desk, TimeProvider time)','(HubDbContext db, BookingDesk desk, DoorSightings doors, TimeProvider time)')
sub('SessionAttributor.cs','var verdict = Attribution.Of(await Facts(session, cancel));','var facts = await Facts(session, equipment, cancel);\n        var verdict = Attribution.Of(facts);')
sub('SessionAttributor.cs','Facts(UsageSession session, CancellationToken cancel)','Facts(UsageSession session, Equipment equipment, CancellationToken cancel)')
sub('SessionAttributor.cs','''        return new AttributionFacts(session.StartedAt''','''        var seen = await doors.Around(equipment, session.StartedAt.AddMinutes(-DoorMinutes), until, cancel);
        var atDoor = seen.Where(one => one.At <= session.StartedAt).Select(one => one.PersonId).Distinct().ToList();
        return new AttributionFacts(session.StartedAt''')
sub('SessionAttributor.cs','WasAtDoor: false,','seen.Exists(other => other.PersonId == one.PersonId),')
sub('SessionAttributor.cs','StringComparison.Ordinal)))], []);','StringComparison.Ordinal)))], atDoor);')
sub('SessionAttributor.cs','''    private static readonly BookingState[] MayExplain''','''    /// <summary>How long before a use a card at the door still speaks of it.</summary>
    private const int DoorMinutes = 30;

    private static readonly BookingState[] MayExplain''')
sub('SessionAttributor.cs','await OpenCase(session, row, equipment, kind, cancel);','await OpenCase(session, row, verdict, facts, equipment, kind, cancel);')
sub('SessionAttributor.cs','OpenCase(UsageSession session, SessionAttribution row, Equipment equipment, EquipmentClass kind, CancellationToken cancel)','OpenCase(\n        UsageSession session, SessionAttribution row, AttributionVerdict verdict, AttributionFacts facts, Equipment equipment, EquipmentClass kind, CancellationToken cancel)')
sub('SessionAttributor.cs','''? CaseKind.Unqualified
            : null;''','''? CaseKind.Unqualified
            : !row.IsCorrected && verdict.Booking is { IsCheckedIn: false, WasAtDoor: false, HadLease: false } && facts.AtDoor.Count > 0 ? CaseKind.HolderAbsent
            : null;''')
sub('EvidenceModule.cs','''        .AddScoped<NoShowRound>()''','''        .AddScoped<DoorSightings>()
        .AddScoped<BadgeRound>()
        .AddScoped<NoShowRound>()''')
sub('EvidenceModule.cs','''        .AddHubJob<ReleaseNoShows>''','''        .AddHubJob<CheckInByBadge>("check-in-by-badge", CheckInByBadge.Every)
        .AddHubJob<ReleaseNoShows>''')
sub('UndoAutomaticAct.cs','act.Kind is ActKind.Begin ||','act.Kind is ActKind.Begin or ActKind.CheckIn ||')
sub('Pages/FacilityActs.razor','Kind: not ActKind.Begin }','Kind: ActKind.Release or ActKind.EarlyFinish }')
for f,t in (('EvidenceTexts.resx','Checked the holder in by badge'),('EvidenceTexts.ja.resx','入室カードで受付を記録')):
    sub('Pages/'+f,'  <data name="ActKind.EarlyFinish"',f'  <data name="ActKind.CheckIn" xml:space="preserve">\n    <value>{t}</value>\n  </data>\n  <data name="ActKind.EarlyFinish"')
p='docs/evidence.md'
s=open(p).read()
s=s.replace("| the holder's card was read at a door of the zone | 20 (counted by the rule; door events do not feed it yet) |","| the holder's card opened a door of the zone, from 30 minutes before it on | 20 |")
s=s.replace("| release | `releaseAfterMinutes`","| check-in | the holder's card opened a door of the instrument's zone since check-in opened, and the hub heard of it within 5 minutes | – |\n| release | `releaseAfterMinutes`")
s=s.replace("no session and not one reading at work, episodic class","no session, not one reading at work, no card of the holder at the door, episodic class")
s=s.replace("The jobs `release-no-shows`","The jobs `check-in-by-badge`, `release-no-shows`")
s=s.replace("or by a holder who is not qualified, becomes","by a holder who is not qualified, or with others at the door and the holder not, becomes")
open(p,'w').write(s)

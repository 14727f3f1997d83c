using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>One random act on a small laboratory: what, and three numbers that choose whom, when and how long.</summary>
public readonly record struct ModelStep(int Act, int Who, int When, int HowLong);

/// <summary>
/// A house with two firms of two people, a balance, a shaker with two slots and buffers, and a microscope with a dark room, priced and on credit.
/// Random acts are done to it through the use cases and the desk; <see cref="Broken"/> says which promise no longer holds. The tests play some
/// hundreds of acts, the benchmark a hundred thousand.
/// </summary>
public sealed class BookingModel
{
    /// <summary>How many acts there are: <see cref="ModelStep.Act"/> is below it.</summary>
    public const int Acts = 16;

    private readonly HubFactory _hub;
    private readonly FakeTimeProvider _time;
    private readonly List<Account> _people = [];
    private readonly List<Equipment> _instruments = [];
    private readonly CancellationToken _cancel;
    private Facility _house = null!;
    private Caller _manager = null!;
    private Dictionary<Guid, Booking> _before = [];

    private BookingModel(HubFactory hub, FakeTimeProvider time, CancellationToken cancel) => (_hub, _time, _cancel) = (hub, time, cancel);

    /// <summary>Acts that were done rather than refused.</summary>
    public int Done { get; private set; }

    /// <summary>A laboratory of its own in that hub.</summary>
    public static async Task<BookingModel> In(HubFactory hub, FakeTimeProvider time, CancellationToken cancel)
    {
        var model = new BookingModel(hub, time, cancel) { _house = await hub.Given.Facility() };
        for (var firm = 0; firm < 2; firm++)
        {
            var company = await hub.Given.Company(model._house);
            for (var i = 0; i < 2; i++)
                model._people.Add(await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id)));
            await hub.WithRows(db =>
            {
                db.Add(new CreditAccount { FacilityId = model._house.Id, CompanyId = company.Id, IsPostPaid = firm == 0, LimitYen = 50_000 });
                return Task.FromResult(0);
            }, cancel);
        }

        model._manager = await hub.Given.CallerOf(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, model._house.Id)));
        await hub.WithRows(db =>
        {
            var room = new Zone { FacilityId = model._house.Id, Code = "dark", NameEn = "Dark room", NameJa = "暗室" };
            model._instruments.AddRange(
            [
                model.Instrument("1", "balance"), model.Instrument("2", "shaker", one => (one.ParallelSlots, one.WarmUpMinutes, one.CoolDownMinutes) = (2, 15, 30)),
                model.Instrument("3", "microscope", one => one.CompanionZoneId = room.Id),
            ]);
            db.Add(room);
            db.AddRange(model._instruments);
            foreach (var code in new[] { "balance", "shaker", "microscope" })
            {
                db.Add(new PricePlan
                {
                    FacilityId = model._house.Id, ClassCode = code, ValidFrom = new DateOnly(2026, 1, 1),
                    Terms = new PriceTerms { YenPerHour = 1_000, LateCancelPercent = 50, NoShowPercent = 100 },
                });
            }

            return Task.FromResult(0);
        }, cancel);
        return model;
    }

    private Equipment Instrument(string number, string code, Action<Equipment>? but = null)
    {
        var one = new Equipment { FacilityId = _house.Id, AssetNumber = number, ClassCode = code, NameEn = code, NameJa = code, IsBookable = true };
        but?.Invoke(one);
        return one;
    }

    /// <summary>Does it, or is refused; both are well.</summary>
    public async Task Do(ModelStep step)
    {
        var person = _people[step.Who % _people.Count];
        var start = Quarter(_time.GetUtcNow()).AddMinutes(15 * (step.When % 40));
        var end = start.AddMinutes(15 * (1 + (step.HowLong % 10)));
        var booking = await Some(step.Who / 4, live: true);
        Problem? refused = (step.Act, booking) switch
        {
            (< 4, _) => await Ask(new BookEquipment.Request { EquipmentId = _instruments[step.Who % 3].Id, StartsAt = start, EndsAt = end }, person),
            (4, { } one) => await Ask(new MoveBooking.Request(one.Id, Guid.Empty, new() { StartsAt = start, EndsAt = end }), await HolderOf(one)),
            (5, { } one) => await Ask(new CancelBooking.Request(one.Id, Guid.Empty, null), await HolderOf(one)),
            (6, { } one) => await Ask(new ExtendBooking.Request(one.Id, Guid.Empty, new() { EndsAt = one.EndsAt.AddMinutes(15 * (1 + (step.HowLong % 4))) }), await HolderOf(one)),
            (7, { } one) => await Ask(new FinishBooking.Request(one.Id, Guid.Empty), await HolderOf(one)),
            (8, { } one) => await Ask(new HandOverBooking.Request(one.Id, Guid.Empty, new() { PersonId = person.Id }), await HolderOf(one)),
            (9, { } one) => await Ask(new CheckInBooking.Request(one.Id), await HolderOf(one)),
            (10, { } one) => await Ask(new CutShortBooking.Request(one.Id, Guid.Empty, new() { Reason = "Smoke" }), _manager),
            (11, { State: BookingState.Confirmed or BookingState.CheckedIn } one) when one.StartsAt <= _time.GetUtcNow() =>
                await AtDesk(one, (desk, group, _) => desk.Start(group, "power", _time.GetUtcNow(), _cancel)),
            (12, { State: BookingState.Confirmed } one) when one.StartsAt <= _time.GetUtcNow() => await AtDesk(one, (desk, group, _) =>
                desk.Release(group, BookingState.ReleasedNoShow, BookingChange.Released, "Nobody came", _time.GetUtcNow(), _cancel)),
            (13, { } one) => await AtDesk(one, (desk, group, _) =>
                desk.Release(group, BookingState.OutageCancelled, BookingChange.OutageCancelled, "Power cut", _time.GetUtcNow(), _cancel)),
            (14, _) => await Restore(step),
            _ => await Later(step),
        };
        if (refused is null)
            Done++;
    }

    /// <summary>What does not hold any more; null when all does.</summary>
    public async Task<string?> Broken()
    {
        await using var scope = _hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var bookings = await db.Bookings.AsNoTracking().Where(one => one.FacilityId == _house.Id).ToDictionaryAsync(one => one.Id, _cancel);
        var taken = await db.Occupancies.AsNoTracking().Where(one => one.FacilityId == _house.Id).ToDictionaryAsync(one => one.BookingId, _cancel);
        var charges = await db.Charges.AsNoTracking().Where(one => one.FacilityId == _house.Id).ToListAsync(_cancel);
        var entries = await db.CreditEntries.AsNoTracking().Where(one => one.FacilityId == _house.Id).OrderBy(one => one.Number).ToListAsync(_cancel);
        var broken = Overlaps(taken.Values) ?? Blocked(bookings, taken) ?? Steps(_before, bookings) ?? Together(bookings) ?? Money(bookings, charges, entries);
        _before = bookings;
        return broken;
    }

    private static string? Overlaps(IEnumerable<Occupancy> taken) => taken.GroupBy(one => (one.ResourceId, one.SlotIndex))
        .Select(slot => slot.OrderBy(one => one.From).ToList())
        .SelectMany(slot => slot.Zip(slot.Skip(1)))
        .Where(pair => pair.First.Until > pair.Second.From).Select(pair => $"{pair.First.BookingId} and {pair.Second.BookingId} overlap").FirstOrDefault();

    // Blocked as planned while live; shortened, never lengthened, once used; nothing otherwise.
    private string? Blocked(Dictionary<Guid, Booking> bookings, Dictionary<Guid, Occupancy> taken)
    {
        foreach (var booking in bookings.Values)
        {
            var equipment = _instruments.Find(one => one.Id == booking.EquipmentId);
            var (from, until) = (booking.StartsAt.AddMinutes(-(equipment?.WarmUpMinutes ?? 0)), booking.EndsAt.AddMinutes(equipment?.CoolDownMinutes ?? 0));
            var block = taken.GetValueOrDefault(booking.Id);
            if (booking.State.IsLive && (block is null || block.From != from || block.Until != until || block.SlotIndex != booking.SlotIndex))
                return $"live {booking.Id} ({booking.State}) does not block its time";
            if (block is not null && !booking.State.IsLive && booking.State is not (BookingState.Completed or BookingState.CutShort or BookingState.OutageCancelled))
                return $"{booking.Id} is {booking.State} and blocks time";
            if (block is not null && (block.From != from || block.Until > until))
                return $"{booking.Id} blocks more than was planned";
        }

        return null;
    }

    private static string? Steps(Dictionary<Guid, Booking> before, Dictionary<Guid, Booking> now)
    {
        foreach (var old in before.Values)
        {
            if (!now.TryGetValue(old.Id, out var one))
                return $"{old.Id} was deleted";
            if (old.State != one.State && !old.State.MayBecome(one.State))
                return $"{one.Id} went from {old.State} to {one.State}";
            if (one.Revision < old.Revision || ((one.StartsAt, one.EndsAt) != (old.StartsAt, old.EndsAt) && one.Revision == old.Revision))
                return $"{one.Id} changed its time at revision {one.Revision}";
            if (one.State != old.State && one.Version == old.Version)
                return $"{one.Id} changed and kept its version";
        }

        return null;
    }

    private static string? Together(Dictionary<Guid, Booking> bookings) => bookings.Values
        .Where(one => one.MainBookingId is { } main && (bookings[main].State, bookings[main].StartsAt, bookings[main].EndsAt) != (one.State, one.StartsAt, one.EndsAt))
        .Select(one => $"{one.Id} was left behind by {one.MainBookingId}").FirstOrDefault();

    private static string? Money(Dictionary<Guid, Booking> bookings, List<Charge> charges, List<CreditEntry> entries)
    {
        foreach (var account in entries.GroupBy(one => one.AccountId))
        {
            if (account.Sum(one => one.AmountYen) != account.Last().BalanceYen)
                return $"the ledger of {account.Key} does not sum up";
            var company = account.First().CompanyId;
            var aside = -account.Where(one => one.Kind is CreditEntryKind.Reservation or CreditEntryKind.Release).Sum(one => one.AmountYen);
            var reserved = charges.Where(one => one.CompanyId == company).Sum(one => one.ReservedYen);
            if (aside != reserved)
                return $"{aside} yen are kept aside on the ledger and {reserved} on the charges";
            var charged = -account.Where(one => one.Kind is CreditEntryKind.Settlement or CreditEntryKind.Adjustment).Sum(one => one.AmountYen);
            if (charged != charges.Where(one => one.CompanyId == company && one.State is ChargeState.Settled).Sum(one => one.NetYen + one.TaxYen))
                return "what was charged is not what the charges say";
        }

        return charges.Select(charge => (Charge: charge, bookings[charge.BookingId].State)).Where(one => one.Charge.State switch
        {
            ChargeState.Reserved => !(one.State.IsLive || one.State is BookingState.LateCancelled or BookingState.ReleasedNoShow),
            ChargeState.Settled => one.State is not (BookingState.Completed or BookingState.CutShort or BookingState.LateCancelled or BookingState.ReleasedNoShow),
            _ => one.State.IsLive,
        }).Select(one => $"{one.Charge.BookingId} is {one.State} and its charge {one.Charge.State}").FirstOrDefault();
    }

    private static DateTimeOffset Quarter(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero);

    private async Task<Booking?> Some(int which, bool live)
    {
        var rows = await _hub.WithRows(db => db.Bookings.AsNoTracking()
            .Where(one => one.FacilityId == _house.Id && one.MainBookingId == null && BookingStates.Live.Contains(one.State) == live)
            .OrderBy(one => one.Id).ToListAsync(_cancel), _cancel);
        return rows.Count == 0 ? null : rows[which % rows.Count];
    }

    private async Task<Problem?> Restore(ModelStep step) => await Some(step.Who, live: false) is
        { State: BookingState.ReleasedNoShow or BookingState.Completed } one && one.EndsAt > _time.GetUtcNow()
        ? await AtDesk(one, (desk, group, resources) => desk.Restore(group, resources, BookingState.Confirmed, _cancel))
        : null;

    private async Task<Problem?> Later(ModelStep step)
    {
        _time.Advance(TimeSpan.FromMinutes(step.HowLong % 25));
        await _hub.Services.GetRequiredService<HubWork>().With<BookingCharges, int>("settle", charges => charges.SettleGivenBack(_time.GetUtcNow(), 100, _cancel), _cancel);
        return null;
    }

    private async Task<Problem?> AtDesk(Booking booking, Func<BookingDesk, BookingGroup, IReadOnlyDictionary<Guid, BookableResource>, Task<Problem?>> act)
    {
        await using var scope = _hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<HubDbContext>(), scope.ServiceProvider.GetRequiredService<BookingDesk>());
        await using var transaction = await db.Database.BeginTransactionAsync(_cancel);
        var group = (await desk.Find(booking.Id, [], _cancel))!;
        var problem = await act(desk, group, await BookableResource.Load(db, group.ResourceIds, _cancel));
        if (problem is null)
            await transaction.CommitAsync(_cancel);
        return problem;
    }

    private Task<Caller> HolderOf(Booking booking) => _hub.Given.CallerOf(_people.Single(one => one.Id == booking.PersonId));

    private async Task<Problem?> Ask<TAnswer>(IRequest<TAnswer> request, Account person) => await Ask(request, await _hub.Given.CallerOf(person));

    private async Task<Problem?> Ask<TAnswer>(IRequest<TAnswer> request, Caller caller) =>
        (await _hub.Services.GetRequiredService<UseCaseRunner>().Run(request, caller, idempotencyKey: null, _cancel)).Problem;
}

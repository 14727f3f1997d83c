using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Charges;

public sealed class ChargesDoorTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static int _count;

    // 10:00 in Tokyo, in the past, so that the month of settlement is another than that of use.
    private static readonly DateTimeOffset Ten = new(2026, 10, 7, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<BookingToCharge> Booking(HubFactory hub, long yenPerHour, Action<CreditAccount>? account = null, Func<PriceTerms, PriceTerms>? terms = null)
    {
        var facility = await hub.Given.Facility();
        var company = await hub.Given.Company(facility);
        var person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id));
        return await hub.WithRows(db =>
        {
            var equipment = new Equipment { FacilityId = facility.Id, AssetNumber = $"C-{Interlocked.Increment(ref _count)}", ClassCode = "autoclave", NameEn = "Autoclave", NameJa = "滅菌器" };
            db.Add(equipment);
            var plain = new PriceTerms { YenPerHour = yenPerHour };
            db.Add(new PricePlan { FacilityId = facility.Id, ClassCode = "autoclave", ValidFrom = new DateOnly(2026, 1, 1), Terms = terms?.Invoke(plain) ?? plain });
            if (account is not null)
            {
                var row = new CreditAccount { FacilityId = facility.Id, CompanyId = company.Id };
                account(row);
                db.Add(row);
            }

            return Task.FromResult(new BookingToCharge(Guid.CreateVersion7(), facility.Id, company.Id, person.Id, equipment.Id, "autoclave", Ten, Ten.AddHours(2)));
        }, Cancel);
    }

    private static async Task<T> Do<T>(HubFactory hub, Func<ChargesDoor, Task<T>> act)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var answer = await act(scope.ServiceProvider.GetRequiredService<ChargesDoor>());
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
        return answer;
    }

    private static Task Do(HubFactory hub, Func<ChargesDoor, Task> act) => Do(hub, async door =>
    {
        await act(door);
        return 0;
    });

    private static Task<Problem?> Reserve(HubFactory hub, BookingToCharge what) => Do(hub, door => door.Reserve(what, mayBeShort: false, Cancel));

    private static async Task<CreditEntry[]> Entries(HubFactory hub, BookingToCharge what) => await hub.WithRows(
        db => db.CreditEntries.AsNoTracking().Where(entry => entry.CompanyId == what.CompanyId).OrderBy(entry => entry.Number).ToArrayAsync(Cancel), Cancel);

    private static Task<Charge> ChargeOf(HubFactory hub, BookingToCharge what) =>
        hub.WithRows(db => db.Charges.AsNoTracking().SingleAsync(charge => charge.BookingId == what.BookingId, Cancel), Cancel);

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_is_reserved_moved_settled_and_its_ledger_tells_so(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1005);
        (await Do(hub, door => door.Quote(what, Cancel))).ShouldSatisfyAllConditions(
            quote => quote.NetYen.ShouldBe(2010), quote => quote.TaxYen.ShouldBe(201), quote => quote.GrossYen.ShouldBe(2211), quote => quote.Lines.Count.ShouldBe(1));
        (await Reserve(hub, what)).ShouldBeNull();
        (await Reserve(hub, what)).ShouldBeNull();
        (await Reserve(hub, what with { EndsAt = Ten.AddHours(3) })).ShouldBeNull();
        var use = new UseOfBooking(Ten, Ten.AddHours(3), [new Stretch(Ten.AddHours(1), Ten.AddHours(4))], UseOutcome.Completed);
        await Do(hub, door => door.Settle(what.BookingId, use, Cancel));
        await Do(hub, door => door.Settle(what.BookingId, use, Cancel));

        var entries = await Entries(hub, what);
        entries.Select(entry => (entry.Kind, entry.AmountYen)).ShouldBe(
        [
            (CreditEntryKind.Reservation, -2211), (CreditEntryKind.Reservation, -1105), (CreditEntryKind.Release, 3316), (CreditEntryKind.Settlement, -3316),
        ]);
        entries[^1].BalanceYen.ShouldBe(-3316);
        var charge = await ChargeOf(hub, what);
        (charge.State, charge.PlannedMinutes, charge.UsedMinutes, charge.IdleMinutes, charge.OverrunMinutes).ShouldBe((ChargeState.Settled, 180, 180, 60, 60));
        (charge.NetYen, charge.TaxYen, charge.TaxPercent).ShouldBe((3015, 301, 10));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_given_back_in_time_costs_nothing_and_a_repeated_release_does_nothing(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1000, account => (account.IsPostPaid, account.LimitYen) = (false, 2200));
        (await Reserve(hub, what)).ShouldBeNull();
        await Do(hub, door => door.Release(what.BookingId, "cancelled", Cancel));
        await Do(hub, door => door.Release(what.BookingId, "cancelled", Cancel));
        (await Entries(hub, what)).Select(entry => entry.BalanceYen).ShouldBe([-2200, 0]);
        (await Reserve(hub, what)).ShouldBeNull();
        (await ChargeOf(hub, what)).ReservedYen.ShouldBe(2200);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Reservations_go_down_to_the_limit_and_no_further_unless_overridden(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        foreach (var (limit, isEnough) in new[] { (2199, false), (2200, true), (2201, true) })
        {
            var what = await Booking(hub, 1000, account => (account.IsPostPaid, account.LimitYen) = (false, limit));
            var refused = await Reserve(hub, what);
            (refused is null).ShouldBe(isEnough);
            if (refused is null)
                continue;
            refused.Code.ShouldBe("charge.credit-short");
            refused.Values["neededYen"].ShouldBe(2200L);
            refused.Values["availableYen"].ShouldBe(2199L);
            (await Entries(hub, what)).ShouldBeEmpty();
            (await Do(hub, door => door.Reserve(what, mayBeShort: true, Cancel))).ShouldBeNull();
        }
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_32_who_reserve_at_once_only_as_many_get_through_as_the_credit_covers(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        // 2,200 each: ten and a half of them.
        var what = await Booking(hub, 1000, account => (account.IsPostPaid, account.LimitYen) = (false, 23_100));
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Reserve(hub, what with { BookingId = Guid.CreateVersion7() }), Cancel)));
        answers.Count(answer => answer is null).ShouldBe(10);
        answers.OfType<Problem>().ShouldAllBe(problem => problem.Code == "charge.credit-short");
        var entries = await Entries(hub, what);
        entries.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, 10));
        entries[^1].BalanceYen.ShouldBe(-22_000);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_settled_by_32_at_once_is_charged_once(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1000);
        await Reserve(hub, what);
        var use = new UseOfBooking(what.StartsAt, what.EndsAt, null, UseOutcome.Completed);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Do(hub, door => door.Settle(what.BookingId, use, Cancel)), Cancel)));
        (await Entries(hub, what)).Count(entry => entry.Kind is CreditEntryKind.Settlement).ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_release_for_no_show_that_is_undone_takes_the_fee_back(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1000, account => (account.IsPostPaid, account.LimitYen) = (false, 2200), terms => terms with { NoShowPercent = 50 });
        await Reserve(hub, what);
        await Do(hub, door => door.Settle(what.BookingId, new UseOfBooking(what.StartsAt, what.EndsAt, null, UseOutcome.NoShow), Cancel));
        (await Entries(hub, what))[^1].BalanceYen.ShouldBe(-1100);
        (await Reserve(hub, what)).ShouldBeNull();
        var entries = await Entries(hub, what);
        entries.Skip(3).Select(entry => (entry.Kind, entry.AmountYen)).ShouldBe([(CreditEntryKind.Adjustment, 1100), (CreditEntryKind.Reservation, -2200)]);
        entries.Sum(entry => entry.TaxYen).ShouldBe(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_piece_of_equipment_may_have_a_plan_of_its_own_and_a_booking_keeps_the_one_it_was_reserved_with(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1000);
        await Reserve(hub, what);
        await hub.WithRows(db =>
        {
            db.Add(new PricePlan { FacilityId = what.FacilityId, EquipmentId = what.EquipmentId, ValidFrom = new DateOnly(2026, 10, 7), Terms = new PriceTerms { YenPerHour = 5000 } });
            db.Add(new PricePlan { FacilityId = what.FacilityId, ClassCode = "autoclave", ValidFrom = new DateOnly(2026, 10, 8), Terms = new PriceTerms { YenPerHour = 9000 } });
            return Task.FromResult(0);
        }, Cancel);
        await Reserve(hub, what with { EndsAt = what.EndsAt.AddHours(1) });
        (await ChargeOf(hub, what)).NetYen.ShouldBe(3000);
        (await Do(hub, door => door.Quote(what, Cancel))).NetYen.ShouldBe(10_000);
        (await Do(hub, door => door.Quote(what with { StartsAt = Ten.AddDays(-1), EndsAt = Ten.AddDays(-1).AddHours(1) }, Cancel))).NetYen.ShouldBe(1000);
        (await Do(hub, door => door.Quote(what with { EquipmentId = Guid.CreateVersion7(), StartsAt = Ten.AddDays(1), EndsAt = Ten.AddDays(1).AddHours(1) }, Cancel))).NetYen.ShouldBe(9000);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Many_bookings_in_one_transaction_follow_one_another_on_the_ledger(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1000, account => (account.IsPostPaid, account.LimitYen) = (false, 5000));
        var refused = await Do(hub, async door =>
        {
            (await door.Reserve(what, false, Cancel)).ShouldBeNull();
            (await door.Reserve(what with { BookingId = Guid.CreateVersion7() }, false, Cancel)).ShouldBeNull();
            return await door.Reserve(what with { BookingId = Guid.CreateVersion7() }, false, Cancel);
        });
        refused!.Values["availableYen"].ShouldBe(600L);
        (await Entries(hub, what)).Select(entry => entry.Number).ShouldBe([1, 2]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Nobody_changes_the_ledger_not_even_by_SQL(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var what = await Booking(hub, 1000);
        await Reserve(hub, what);
        var entry = (await Entries(hub, what)).ShouldHaveSingleItem();
        Task Run(FormattableString sql) => hub.WithRows(db => db.Database.ExecuteSqlAsync(sql, Cancel), Cancel);
        (await Should.ThrowAsync<Exception>(() => Run($"""UPDATE "CreditEntries" SET "AmountYen" = 0 WHERE "Id" = {entry.Id}"""))).Message.ShouldContain("CreditEntries_AppendOnly");
        (await Should.ThrowAsync<Exception>(() => Run($"""DELETE FROM "CreditEntries" """))).Message.ShouldContain("CreditEntries_AppendOnly");
        if (database is DatabaseProvider.Postgres)
            (await Should.ThrowAsync<Exception>(() => Run($"""TRUNCATE "CreditEntries" """))).Message.ShouldContain("CreditEntries_AppendOnly");

        Task Add(int number, long balance, long limit = 0, bool mayBeShort = true) => hub.WithRows(db =>
        {
            db.Add(new CreditEntry
            {
                AccountId = entry.AccountId, Number = number, FacilityId = entry.FacilityId, CompanyId = entry.CompanyId, Kind = CreditEntryKind.Deposit, AmountYen = 100,
                BalanceYen = balance, LimitYen = limit, MayBeShort = mayBeShort, Key = $"test-{number}-{balance}", At = DateTimeOffset.UnixEpoch, ById = Guid.Empty,
            });
            return Task.FromResult(0);
        }, Cancel);
        (await Should.ThrowAsync<DbUpdateException>(() => Add(3, -2100))).InnerException!.Message.ShouldContain("CreditEntries_Chain");
        (await Should.ThrowAsync<DbUpdateException>(() => Add(2, -2099))).InnerException!.Message.ShouldContain("CreditEntries_Chain");
        (await Should.ThrowAsync<DbUpdateException>(() => Add(2, -2100, limit: 2099, mayBeShort: false))).InnerException!.Message.ShouldContain("CK_CreditEntries_Short");
        await Add(2, -2100, limit: 2100, mayBeShort: false);
    }
}

using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.Charges;

public sealed class ChargesApiTests(ChargesApiTests.InNovember hubs) : IClassFixture<ChargesApiTests.InNovember>
{
    private static int _count;

    private static readonly DateTimeOffset Ten = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A house with an instrument, a company in it, and those who run and administer them.</summary>
    private sealed record World(HubFactory Hub, Guid Facility, Guid Company, Guid Person, Guid Equipment, HttpClient Manager, HttpClient Tenant)
    {
        public BookingToCharge Booking(double hours = 1) => new(Guid.CreateVersion7(), Facility, Company, Person, Equipment, "autoclave", Ten, Ten.AddHours(hours));

        public async Task Settle(BookingToCharge booking)
        {
            await using var scope = Hub.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
            var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            var door = scope.ServiceProvider.GetRequiredService<ChargesDoor>();
            (await door.Reserve(booking, mayBeShort: false, Cancel)).ShouldBeNull();
            await door.Settle(booking.BookingId, new UseOfBooking(booking.StartsAt, booking.EndsAt, null, UseOutcome.Completed), Cancel);
            await db.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
        }
    }

    private async Task<World> Given(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var company = await hub.Given.Company(facility);
        var person = await hub.Given.Person(Grant.InCompany(Role.TenantMember, company.Id));
        var equipment = await hub.WithRows(db =>
        {
            var one = new Equipment { FacilityId = facility.Id, AssetNumber = $"A-{Interlocked.Increment(ref _count)}", ClassCode = "autoclave", NameEn = "Autoclave", NameJa = "滅菌器" };
            db.Add(one);
            return Task.FromResult(one.Id);
        }, Cancel);
        return new World(hub, facility.Id, company.Id, person.Id, equipment, await hub.Given.ManagerOf(facility.Id), await hub.Given.TenantAdminOf(company.Id));
    }

    private static Task<ApiAnswer> Plan(World world, object terms, string validFrom = "2026-11-25") =>
        world.Manager.Post("/price-plans", new { facilityId = world.Facility, classCode = "autoclave", validFrom, terms });

    private static async Task<string> Account(World world) => (await world.Tenant.Get("/credit-accounts")).Items.ShouldHaveSingleItem()!["id"]!.GetValue<string>();

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_plan_is_made_for_today_or_later_once_a_day_and_withdrawn(DatabaseProvider database)
    {
        var world = await Given(database);
        (await Plan(world, new { yenPerHour = 1000 }, "2026-11-24")).Code.ShouldBe("price-plan.in-past");
        var plan = await Plan(world, new
        {
            yenPerHour = 1000, offPeakYenPerHour = 500, basis = "union", roundingMinutes = 15,
            peakWindows = new[] { new { days = new[] { "monday", "wednesday" }, from = "09:00:00", until = "17:00:00" } }, tiers = new[] { new { tier = "academic", factorPercent = 50 } },
        });
        plan.Status.ShouldBe(201);
        plan["terms"]!["peakWindows"]![0]!["days"]!.AsArray().Count.ShouldBe(2);
        (await Plan(world, new { yenPerHour = 1 })).Code.ShouldBe("price-plan.taken");
        (await world.Tenant.Get($"/price-plans?facilityId={world.Facility}")).Items.Count.ShouldBe(1);
        (await world.Tenant.Get($"/equipment/{world.Equipment}/price?from=2026-11-25T00:00:00Z&to=2026-11-25T02:00:00Z"))["netYen"]!.GetValue<long>().ShouldBe(2000);
        (await world.Manager.Act($"/price-plans/{plan.Id}/retire", plan.Version)).Status.ShouldBe(204);
        (await world.Tenant.Get($"/equipment/{world.Equipment}/price?from=2026-11-25T00:00:00Z&to=2026-11-25T02:00:00Z"))["netYen"]!.GetValue<long>().ShouldBe(0);
        (await Plan(world, new { yenPerHour = 1 })).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_a_plan_says_must_make_sense(DatabaseProvider database)
    {
        var world = await Given(database);
        foreach (var (terms, field) in new (object, string)[]
        {
            (new { yenPerHour = -1 }, "terms.yenPerHour"), (new { yenPerHour = 10_000_001 }, "terms.yenPerHour"), (new { yenPerHour = 1, roundingMinutes = 1441 }, "terms.roundingMinutes"),
            (new { yenPerHour = 1, noShowPercent = 101 }, "terms.noShowPercent"), (new { yenPerHour = 1, offPeakYenPerHour = 1 }, "terms.offPeakYenPerHour"),
            (new { yenPerHour = 1, tiers = new[] { new { tier = "a", factorPercent = 1, yenPerHour = 1 } } }, "terms.tiers[0].factorPercent"),
            (new { yenPerHour = 1, tiers = new[] { new { tier = "a", factorPercent = 1 }, new { tier = "a", factorPercent = 2 } } }, "terms.tiers"),
        })
        {
            var refused = await Plan(world, terms);
            refused.Code.ShouldBe("validation.failed");
            refused["errors"]!.AsObject().Select(pair => pair.Key).ShouldContain(field);
        }

        (await world.Manager.Post("/price-plans", new { facilityId = world.Facility, validFrom = "2026-11-25", terms = new { yenPerHour = 1 } })).Code.ShouldBe("validation.failed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_enters_an_account_and_deposits_and_the_company_reads_them(DatabaseProvider database)
    {
        var world = await Given(database);
        object Terms(bool isPostPaid) => new { facilityId = world.Facility, companyId = world.Company, tier = "academic", isPostPaid, limitYen = 0 };
        var account = await world.Manager.Post("/credit-accounts", Terms(false));
        account.Status.ShouldBe(201);
        (await world.Manager.Post("/credit-accounts", Terms(true))).Code.ShouldBe("credit-account.taken");
        (await world.Manager.Post($"/credit-accounts/{account.Id}/deposits", new { amountYen = 0, reason = "none" })).Code.ShouldBe("validation.failed");
        (await world.Manager.Post($"/credit-accounts/{account.Id}/deposits", new { amountYen = 5000, reason = "bank" }))["balanceYen"]!.GetValue<long>().ShouldBe(5000);
        (await world.Manager.Post($"/credit-accounts/{account.Id}/deposits", new { amountYen = -5001, reason = "back" })).Code.ShouldBe("charge.credit-short");
        (await world.Manager.Post($"/credit-accounts/{account.Id}/deposits", new { amountYen = -5000, reason = "back" })).Status.ShouldBe(201);
        (await world.Tenant.Post($"/credit-accounts/{account.Id}/deposits", new { amountYen = 1, reason = "gift" })).Status.ShouldBe(403);
        (await world.Tenant.Get($"/credit-accounts/{account.Id}/entries?sort=-number")).Items.Select(one => one!["balanceYen"]!.GetValue<long>()).ShouldBe([0, 5000]);
        (await world.Manager.Put($"/credit-accounts/{account.Id}", account.Version, new { tier = "standard", isPostPaid = true, limitYen = 7 }))["limitYen"]!.GetValue<long>().ShouldBe(7);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_tax_of_a_statement_is_cut_once_and_its_lines_and_its_ledger_agree_with_it(DatabaseProvider database)
    {
        var world = await Given(database);
        await Plan(world, new { yenPerHour = 1005 });
        for (var n = 0; n < 3; n++)
            await world.Settle(world.Booking());
        var account = await Account(world);
        var statement = await world.Tenant.Get($"/credit-accounts/{account}/statements/2026-11");
        // 3 × 1,005 = 3,015; each alone would have 100 of tax, the sum has 301.
        statement["netYen"]!.GetValue<long>().ShouldBe(3015);
        statement["taxYen"]!.GetValue<long>().ShouldBe(301);
        statement["rates"]!.AsArray().ShouldHaveSingleItem()!["taxPercent"]!.GetValue<int>().ShouldBe(10);
        statement["lines"]!.AsArray().Sum(line => line!["taxYen"]!.GetValue<long>()).ShouldBe(301);
        statement["isFinal"]!.GetValue<bool>().ShouldBeFalse();
        (await world.Tenant.Get($"/credit-accounts/{account}"))["balanceYen"]!.GetValue<long>().ShouldBe(-3316);
        (await world.Tenant.Get($"/credit-accounts/{account}/statements/2026-10"))["isFinal"]!.GetValue<bool>().ShouldBeTrue();
        (await world.Tenant.Get($"/credit-accounts/{account}/statements/2026-13")).Code.ShouldBe("validation.failed");

        var csv = await world.Tenant.GetStringAsync(new Uri($"/api/v1/credit-accounts/{account}/statements/2026-11/lines.csv", UriKind.Relative), Cancel);
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        csv.ShouldContain("2026-11-25T10:00:00+09:00");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_company_asks_for_a_correction_and_the_manager_accepts_it_on_the_current_statement(DatabaseProvider database)
    {
        var world = await Given(database);
        await Plan(world, new { yenPerHour = 1000 });
        await world.Settle(world.Booking());
        var charge = (await world.Tenant.Get("/charges")).Items.ShouldHaveSingleItem()!["id"]!.GetValue<string>();
        var asked = await world.Tenant.Post("/adjustment-requests", new { chargeId = charge, reason = "It did not heat.", wantedNetYen = 200 });
        asked.Status.ShouldBe(201);
        (await world.Tenant.Post("/adjustment-requests", new { chargeId = charge, reason = "Again." })).Code.ShouldBe("adjustment.open");
        (await world.Tenant.Put($"/adjustment-requests/{asked.Id}/decision", "*", new { netYen = 0, answer = "Yes." })).Status.ShouldBe(403);
        var decided = await world.Manager.Put($"/adjustment-requests/{asked.Id}/decision", asked.Version, new { netYen = 300, answer = "Partly." });
        decided["state"]!.GetValue<string>().ShouldBe("accepted");
        (await world.Manager.Put($"/adjustment-requests/{asked.Id}/decision", "*", new { answer = "No." })).Code.ShouldBe("adjustment.decided");
        var statement = await world.Tenant.Get($"/credit-accounts/{await Account(world)}/statements/2026-11");
        statement["lines"]!.AsArray().Select(line => line!["netYen"]!.GetValue<long>()).ShouldBe([1000, -700]);
        (statement["netYen"]!.GetValue<long>(), statement["taxYen"]!.GetValue<long>()).ShouldBe((300, 30));
        var second = await world.Tenant.Post("/adjustment-requests", new { chargeId = charge, reason = "Still too much." });
        (await world.Manager.Put($"/adjustment-requests/{second.Id}/decision", second.Version, new { answer = "No." }))["state"]!.GetValue<string>().ShouldBe("declined");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Another_company_of_the_house_sees_its_prices_and_nothing_else(DatabaseProvider database)
    {
        var world = await Given(database);
        await Plan(world, new { yenPerHour = 1000 });
        await world.Settle(world.Booking());
        var other = await world.Hub.Given.TenantAdminOf((await world.Hub.Given.Company(await world.Hub.WithRows(db => db.Set<Registry.Facilities.Facility>().SingleAsync(one => one.Id == world.Facility, Cancel), Cancel))).Id);
        (await other.Get($"/price-plans?facilityId={world.Facility}")).Items.Count.ShouldBe(1);
        (await other.Get("/charges")).Items.ShouldBeEmpty();
        (await other.Get("/credit-accounts")).Items.ShouldBeEmpty();
        (await other.Get($"/credit-accounts/{await Account(world)}/statements/2026-11")).Status.ShouldBe(404);
        (await other.Get($"/equipment/{world.Equipment}/price?companyId={world.Company}&from=2026-11-25T00:00:00Z&to=2026-11-25T02:00:00Z")).Status.ShouldBe(404);
        (await (await world.Hub.Given.TenantMemberOf(world.Company)).Get("/charges")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_rise_of_the_tax_is_entered_beforehand_and_counts_by_the_day_of_use()
    {
        var world = await Given(DatabaseProvider.Sqlite);
        var officer = await world.Hub.Given.Officer();
        (await officer.Post("/tax-rates", new { validFrom = "2026-11-25", percent = 12 })).Code.ShouldBe("tax-rate.in-past");
        (await officer.Post("/tax-rates", new { validFrom = "2030-04-01", percent = 12 })).Status.ShouldBe(201);
        (await officer.Post("/tax-rates", new { validFrom = "2030-04-01", percent = 13 })).Code.ShouldBe("tax-rate.taken");
        await Plan(world, new { yenPerHour = 1000 });
        async Task<long> TaxOf(string from, string to) => (await world.Tenant.Get($"/equipment/{world.Equipment}/price?from={from}&to={to}"))["taxYen"]!.GetValue<long>();
        // An hour before midnight in Tokyo, and an hour after.
        (await TaxOf("2030-03-31T14:00:00Z", "2030-03-31T15:00:00Z")).ShouldBe(100);
        (await TaxOf("2030-03-31T15:00:00Z", "2030-03-31T16:00:00Z")).ShouldBe(120);
    }

    /// <summary>The clock stands at noon of 25 November 2026 in Tokyo.</summary>
    public sealed class InNovember : HubFixture
    {
        protected override HubOptions Options => new() { Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero)) };
    }
}

using IncubatorHub.Hub.Demo;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Hub.Tests.Demo;

public sealed class DemoChargesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ledgers_of_the_demo_are_such_as_the_hub_writes()
    {
        var (house, ahead) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var instrument = new Equipment { FacilityId = house, AssetNumber = "A", ClassCode = "microscope", NameEn = "Microscope", NameJa = "顕微鏡" };
        List<Booking> bookings = [.. new[] { ahead, Guid.CreateVersion7() }.SelectMany(company => Enumerable.Range(-60, 70).Select(day => Make(instrument, company, day)))];
        var rows = new List<object>();
        new DemoCharges(rows.Add, Now).Fill(house, [instrument], bookings, ahead);

        var charges = rows.OfType<Charge>().ToList();
        rows.OfType<PricePlan>().ShouldHaveSingleItem();
        charges.Count.ShouldBe(140);
        charges.ShouldAllBe(charge => (charge.State == ChargeState.Settled) == (charge.EndsAt <= Now) && charge.NetYen > 0);
        foreach (var account in rows.OfType<CreditAccount>())
        {
            var entries = rows.OfType<CreditEntry>().Where(entry => entry.AccountId == account.Id).ToList();
            entries.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, entries.Count));
            entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.Second.BalanceYen == pair.First.BalanceYen + pair.Second.AmountYen);
            entries.ShouldAllBe(entry => (entry.Month == null) == (entry.Kind != CreditEntryKind.Settlement));
            entries.Where(entry => entry.Month is not null).ShouldAllBe(entry => entry.AmountYen == -(entry.NetYen + entry.TaxYen));
            // The tax of a month is the tax on its sum.
            foreach (var month in entries.Where(entry => entry.Month is not null).GroupBy(entry => entry.Month))
                month.Sum(entry => entry.TaxYen).ShouldBe(month.Sum(entry => entry.NetYen) / 10);
            entries[^1].BalanceYen.ShouldBeInRange(account.IsPostPaid ? long.MinValue : 0, account.IsPostPaid ? -1 : long.MaxValue);
        }
    }

    private static Booking Make(Equipment instrument, Guid company, int day)
    {
        var start = Now.AddDays(day).AddHours(-2);
        var booking = new Booking
        {
            FacilityId = instrument.FacilityId, EquipmentId = instrument.Id, PersonId = Guid.CreateVersion7(), CompanyId = company, BookedById = Guid.CreateVersion7(),
            StartsAt = start, EndsAt = start.AddMinutes(75), SlotIndex = 0,
        };
        booking.StandAs(booking.EndsAt <= Now ? BookingState.Completed : BookingState.Confirmed);
        return booking;
    }
}

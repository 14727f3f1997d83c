using IncubatorHub.Laboratory.Access.Pages;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Charges.Pages;
using IncubatorHub.Laboratory.Interlocks.Pages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.LabEquipment.Pages;
using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Laboratory;

/// <summary>What this wing's modules bring to the console.</summary>
public static class LaboratoryConsole
{
    /// <summary>Parts of the facility's page, and texts.</summary>
    public static IServiceCollection AddLaboratoryConsole(this IServiceCollection services) => services
        .AddSharedTexts<EquipmentTexts>()
        .AddSharedTexts<DoorTexts>()
        .AddSharedTexts<InterlockTexts>()
        .AddSharedTexts<BookingTexts>()
        .AddNavigation<BookingTexts>("/book", "NavBook", "add_task", Right.BookEquipment, 10)
        .AddNavigation<BookingTexts>("/bookings", "NavMine", "event_note", Right.BookEquipment, 20)
        .AddNavigation<BookingTexts>("/bookings/calendar", "NavCalendar", "calendar_view_week", Right.ReadBookings, 30)
        .AddPagePart<BookingTexts, FacilityKiosks>(PagePlaces.Facility, "kiosks", "TabKiosks", Right.EditEquipment, 320)
        .AddSingleton(new ImportKind("equipment", typeof(EquipmentTexts), "TabEquipment", 300, (file, isDryRun) => new ImportEquipment.Request(file, isDryRun)))
        .AddPagePart<EquipmentTexts, FacilityEquipment>(PagePlaces.Facility, "equipment", "TabEquipment", Right.ReadEquipment, 150, isForHouse: true)
        .AddPagePart<EquipmentTexts, FacilityUtilities>(PagePlaces.Facility, "utilities", "TabUtilities", Right.ReadEquipment, 152, isForHouse: true)
        .AddPagePart<DoorTexts, FacilityDoors>(PagePlaces.Facility, "doors", "TabDoors", Right.ReadDoor, 310)
        .AddPagePart<InterlockTexts, FacilityInterlocks>(PagePlaces.Facility, "interlocks", "TabInterlocks", Right.ReadGateway, 320)
        .AddSharedTexts<ChargeTexts>()
        .AddPagePart<ChargeTexts, FacilityPrices>(PagePlaces.Facility, "prices", "TabPrices", Right.ReadBookings, 170, isForHouse: true)
        .AddNavigation<ChargeTexts>("/charges", "NavCharges", "receipt_long", Right.ReadCharges, 220);
}

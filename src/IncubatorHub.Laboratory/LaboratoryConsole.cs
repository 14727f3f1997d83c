using IncubatorHub.Laboratory.Access.Pages;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Calendars.Pages;
using IncubatorHub.Laboratory.Charges.Pages;
using IncubatorHub.Laboratory.Evidence.Pages;
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
        .AddSharedTexts<PolicyTexts>()
        .AddSharedTexts<EvidenceTexts>()
        .AddSharedTexts<BookingTexts>()
        .AddSharedTexts<CalendarTexts>()
        .AddSharedTexts<ChargeTexts>()
        .AddSingleton(new ImportKind("equipment", typeof(EquipmentTexts), "TabEquipment", 300, (file, isDryRun) => new ImportEquipment.Request(file, isDryRun)))
        .AddNavigation<PolicyTexts>("/policies", "NavPolicies", "rule", Right.ReadPolicy, 240)
        .AddNavigation<EquipmentTexts>("/equipment-classes", "NavClasses", "category", Right.EditProgramme, 245)
        .AddNavigation<BookingTexts>("/book", "NavBook", "add_task", Right.BookEquipment, 10)
        .AddNavigation<BookingTexts>("/bookings", "NavMine", "event_note", Right.BookEquipment, 20)
        .AddNavigation<BookingTexts>("/bookings/calendar", "NavCalendar", "calendar_view_week", Right.ReadBookings, 30)
        .AddNavigation<BookingTexts, RequestCount>("/bookings/approvals", "NavRequests", "approval", Right.ManageBookings, 40)
        .AddNavigation<CalendarTexts>("/account/calendars", "NavCalendars", "calendar_month", Right.ReadBookings, 322)
        .AddNavigation<ChargeTexts>("/charges", "NavCharges", "receipt_long", Right.ReadCharges, 230)
        .AddPagePart<EquipmentTexts, FacilityEquipment>(PagePlaces.Facility, "equipment", "TabEquipment", Right.ReadEquipment, 150, isForHouse: true, group: PageGroup.Equipment)
        .AddPagePart<EquipmentTexts, FacilityOutages>(PagePlaces.Facility, "outages", "TabOutages", Right.ReadEquipment, 151, isForHouse: true, group: PageGroup.Equipment)
        .AddPagePart<EquipmentTexts, FacilityUtilities>(PagePlaces.Facility, "utilities", "TabUtilities", Right.ReadEquipment, 152, isForHouse: true, group: PageGroup.Equipment)
        .AddPagePart<InterlockTexts, FacilityInterlocks>(PagePlaces.Facility, "interlocks", "TabInterlocks", Right.ReadGateway, 154, group: PageGroup.Equipment)
        .AddPagePart<BookingTexts, FacilityKiosks>(PagePlaces.Facility, "kiosks", "TabKiosks", Right.EditEquipment, 175, group: PageGroup.Booking)
        .AddPagePart<PolicyTexts, FacilityPolicies>(PagePlaces.Facility, "policies", "TabPolicies", Right.ReadPolicy, 160, isForHouse: true, group: PageGroup.Booking)
        .AddPagePart<ChargeTexts, FacilityPrices>(PagePlaces.Facility, "prices", "TabPrices", Right.ReadBookings, 170, isForHouse: true, group: PageGroup.Booking)
        .AddPagePart<EvidenceTexts, FacilityUse>(PagePlaces.Facility, "use", "TabUse", Right.ReadUse, 180, group: PageGroup.Use)
        .AddPagePart<EvidenceTexts, FacilityUses>(PagePlaces.Facility, "uses", "TabUses", Right.ReadUse, 181, group: PageGroup.Use)
        .AddPagePart<EvidenceTexts, FacilityCases>(PagePlaces.Facility, "use-cases", "TabCases", Right.ReadUse, 182, group: PageGroup.Use)
        .AddPagePart<EvidenceTexts, FacilityActs>(PagePlaces.Facility, "automatic-acts", "TabActs", Right.ManageBookings, 184, group: PageGroup.Use)
        .AddPagePart<BookingTexts, FacilityWaitlist>(PagePlaces.Facility, "waiting", "WaitingList", Right.ManageBookings, 158, group: PageGroup.Booking)
        .AddPagePart<EvidenceTexts, FacilityQuestions>(PagePlaces.Facility, "questions", "TabQuestions", Right.ManageBookings, 188, group: PageGroup.Use)
        .AddPagePart<ChargeTexts, BookingCharge>(PagePlaces.Booking, "charge", "BookingCharge", Right.ReadCharges, 100)
        .AddPagePart<EvidenceTexts, BookingQuestions>(PagePlaces.BookingQuestions, "questions", "TabCases", Right.BookEquipment, 100)
        .AddPagePart<DoorTexts, FacilityDoors>(PagePlaces.Facility, "doors", "TabDoors", Right.ReadDoor, 310, group: PageGroup.Doors)
        .AddPagePart<DoorTexts, FacilityCards>(PagePlaces.Facility, "cards", "TabCards", Right.ReadDoor, 315, group: PageGroup.Doors);
}

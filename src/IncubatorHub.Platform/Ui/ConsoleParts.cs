using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Csv;
using IncubatorHub.Platform.UseCases;

namespace IncubatorHub.Platform.Ui;

/// <summary>An entry of the navigation. Modules add theirs as singletons; a caller without the right does not see it.</summary>
/// <param name="Href">Address, relative to the console's root.</param>
/// <param name="Texts">The marker class of the module's texts.</param>
/// <param name="TextKey">The key of the entry's text.</param>
/// <param name="Icon">Name of a Material symbol.</param>
/// <param name="Right">Needed in some scope.</param>
/// <param name="Order">Place from the top; entries in the same hundred stand together.</param>
/// <param name="Count">A component behind the text that counts what waits there; takes no parameters. Null: none.</param>
public sealed record NavigationItem(string Href, Type Texts, string TextKey, string Icon, Right Right, int Order, Type? Count = null);

/// <summary>A component of a module that stands in the top bar, e.g. the search for a facility.</summary>
public sealed record TopBarPart(Type Component, Right Right);

/// <summary>
/// A section of a page that a module above adds to a page below it: an upper wing's component on the facility's page, for instance.
/// </summary>
/// <param name="Place">Which page: one of <see cref="PagePlaces"/>.</param>
/// <param name="Key">Stands in the address: <c>?tab=key</c>.</param>
/// <param name="Texts">The marker class of the module's texts.</param>
/// <param name="TextKey">The key of the section's heading.</param>
/// <param name="Component">Takes the parameters that the page states.</param>
/// <param name="Right">Needed in some scope.</param>
/// <param name="Order">Place from the left or top.</param>
/// <param name="IsForHouse">Whether the right counts in any scope, for what a tenant sees too; false: it must be held at the facility.</param>
/// <param name="Group">Which parts it stands with, on a page of many.</param>
public sealed record PagePart(
    string Place, string Key, Type Texts, string TextKey, Type Component, Right Right, int Order, bool IsForHouse = false, PageGroup Group = PageGroup.Facility);

/// <summary>Groups of the facility page's tabs, in the order in which they stand there.</summary>
public enum PageGroup
{
    /// <summary>What the house is, and who is in it.</summary>
    Facility,

    /// <summary>The instruments, and what they need.</summary>
    Equipment,

    /// <summary>By which rules, at what price and from where they are booked.</summary>
    Booking,

    /// <summary>How they are really used, and what follows from it.</summary>
    Use,

    Doors,

    /// <summary>What measures, and what brings it in.</summary>
    Devices,
}

/// <summary>Pages that take parts from other modules.</summary>
public static class PagePlaces
{
    /// <summary>A tab of the facility page; parameters <c>FacilityId</c> (Guid) and <c>Zone</c> (IANA name).</summary>
    public const string Facility = "facility";

    /// <summary>A card on the facility's first tab; the same parameters.</summary>
    public const string FacilityOverview = "facility-overview";

    /// <summary>A tab of an equipment's page; parameters <c>EquipmentId</c>, <c>FacilityId</c> (Guid) and <c>Zone</c> (IANA name).</summary>
    public const string Equipment = "equipment";

    /// <summary>A panel on the page of a booking; parameters <c>BookingId</c> (Guid) and <c>Zone</c> (IANA name).</summary>
    public const string Booking = "booking";

    /// <summary>
    /// Above a person's bookings and above the page of one: what is asked of its holder; draws nothing when nothing is. Parameters <c>BookingId</c>
    /// (Guid?, null: all of the caller's), <c>Zone</c> (IANA name, null: the programme's) and <c>Answered</c> (EventCallback).
    /// </summary>
    public const string BookingQuestions = "booking-questions";

    /// <summary>A group of figures beside the national map; no parameters.</summary>
    public const string Overview = "overview";
}

/// <summary>A kind of rows that the import page takes from a CSV file. Modules add theirs as singletons.</summary>
/// <param name="Key">Stands for it in the page's choice.</param>
/// <param name="Texts">The marker class of the module's texts.</param>
/// <param name="TextKey">The key of its name.</param>
/// <param name="Order">Place from the top.</param>
/// <param name="Request">The import, of the file's bytes; true: only tried.</param>
public sealed record ImportKind(string Key, Type Texts, string TextKey, int Order, Func<byte[], bool, IRequest<ImportReport>> Request);

/// <summary>Names a class of texts in which problem codes and enum members of a module are looked up.</summary>
public sealed record SharedTexts(Type Texts);

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>More holders have to hear of an outage than are told at once; written with what was told, so that a restart goes on there.</summary>
public sealed record OutageToldInPart(Guid OutageId);

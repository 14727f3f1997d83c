namespace IncubatorHub.Incubation.Admissions;

/// <summary>An application became a tenancy; written in the transaction of it. Rent, deposit and term stand in the offer.</summary>
public sealed record ApplicationAdmitted(Guid ApplicationId, Guid FacilityId, Guid CompanyId, Guid OfferId, Guid TenancyId);

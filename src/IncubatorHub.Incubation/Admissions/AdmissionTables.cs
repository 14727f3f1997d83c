using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Reviews;
using IncubatorHub.Incubation.Admissions.Units;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>The module's tables, each in the caller's scope.</summary>
public static class AdmissionTables
{
    extension(HubDbContext db)
    {
        /// <summary>Calls of the caller's facilities.</summary>
        public DbSet<AdmissionCall> Calls => db.Set<AdmissionCall>();

        /// <summary>Applications to the caller's facilities, and those of the caller's companies.</summary>
        public DbSet<Application> Applications => db.Set<Application>();

        /// <summary>Reviews at the caller's facilities; a reviewer's own through <see cref="ReviewReach"/>.</summary>
        public DbSet<ApplicationReview> ApplicationReviews => db.Set<ApplicationReview>();

        /// <summary>Who waits for a unit.</summary>
        public DbSet<UnitWait> UnitWaits => db.Set<UnitWait>();

        /// <summary>Units on offer, and what came of it.</summary>
        public DbSet<UnitOffer> UnitOffers => db.Set<UnitOffer>();
    }
}

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>The module's tables.</summary>
public static class EquipmentTables
{
    extension(HubDbContext db)
    {
        /// <summary>Classes of equipment.</summary>
        public DbSet<EquipmentClass> EquipmentClasses => db.Set<EquipmentClass>();

        /// <summary>Equipment of the houses in the caller's scope.</summary>
        public DbSet<Equipment> Equipment => db.Set<Equipment>();

        /// <summary>What equipment depends on.</summary>
        public DbSet<Utility> Utilities => db.Set<Utility>();

        /// <summary>Which equipment depends on which utility.</summary>
        public DbSet<UtilityNeed> UtilityNeeds => db.Set<UtilityNeed>();

        /// <summary>What is, was or will be out of order.</summary>
        public DbSet<Outage> Outages => db.Set<Outage>();

        /// <summary>Who may use what; of the caller's companies and houses.</summary>
        public DbSet<Qualification> Qualifications => db.Set<Qualification>();

        /// <summary>Work to be done on equipment.</summary>
        public DbSet<WorkOrder> WorkOrders => db.Set<WorkOrder>();

        /// <summary>Files about equipment.</summary>
        public DbSet<EquipmentDocument> EquipmentDocuments => db.Set<EquipmentDocument>();
    }
}

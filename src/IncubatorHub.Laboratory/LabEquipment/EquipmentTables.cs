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
    }
}

namespace IncubatorHub.Laboratory.Charges;

/// <summary>The standard rate of consumption tax from a day on. A rate that is in force is never changed: its successor gets a row of its own.</summary>
public sealed class TaxRate : Entity
{
    /// <summary>The first day that it applies to.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Percent, whole.</summary>
    public required int Percent { get; init; }
}

internal sealed class TaxRateConfiguration : IEntityTypeConfiguration<TaxRate>
{
    public void Configure(EntityTypeBuilder<TaxRate> builder)
    {
        builder.ToTable("TaxRates", table => table.HasCheckConstraint("CK_TaxRates_Percent", "\"Percent\" BETWEEN 0 AND 100"));
        builder.HasIndex(rate => rate.ValidFrom).IsUnique();
    }
}

internal sealed class TaxRateRows : Registry.Facilities.IReferenceRows
{
    // National Tax Agency: introduction of consumption tax and its three rises; national and local part together.
    private static readonly (DateOnly From, int Percent)[] Known =
        [(new(1989, 4, 1), 3), (new(1997, 4, 1), 5), (new(2014, 4, 1), 8), (new(2019, 10, 1), 10)];

    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        var present = await db.TaxRates.Select(rate => rate.ValidFrom).ToHashSetAsync(cancel);
        foreach (var (from, percent) in Known.Where(one => !present.Contains(one.From)))
            db.Add(new TaxRate { ValidFrom = from, Percent = percent });
    }
}

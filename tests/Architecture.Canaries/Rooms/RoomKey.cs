using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Architecture.Canaries.Rooms;

/// <summary>A row of a company that every caller would see.</summary>
public sealed class RoomKey : Entity
{
    public Guid CompanyId { get; init; }
}

internal sealed class RoomKeyConfiguration : IEntityTypeConfiguration<RoomKey>
{
    public void Configure(EntityTypeBuilder<RoomKey> builder) => builder.ToTable("RoomKeys");
}

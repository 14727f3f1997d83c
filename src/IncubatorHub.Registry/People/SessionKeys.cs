using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.People;

/// <summary>
/// One key of the ring that seals session cookies and TOTP keys. It stands in the database, so that a restart signs nobody out and every
/// process of a larger installation reads every cookie.
/// </summary>
internal sealed class SessionKey
{
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

internal sealed class SessionKeyConfiguration : IEntityTypeConfiguration<SessionKey>
{
    public void Configure(EntityTypeBuilder<SessionKey> builder)
    {
        builder.ToTable("SessionKeys");
        builder.Property(key => key.Name).HasMaxLength(100);
    }
}

internal sealed class SessionKeys(IServiceScopeFactory scopes) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. DbOf(scope).Set<SessionKey>().AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = DbOf(scope);
        db.Add(new SessionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }

    private static HubDbContext DbOf(IServiceScope scope)
    {
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        return scope.ServiceProvider.GetRequiredService<HubDbContext>();
    }
}

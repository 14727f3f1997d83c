using System.Security.Cryptography;
using System.Text;
using IncubatorHub.Registry.Facilities;
using Microsoft.AspNetCore.DataProtection;

namespace IncubatorHub.Laboratory.Access;

/// <summary>The key of all card numbers' hashes: made once, sealed with the hub's session keys as authenticator keys are.</summary>
internal sealed class CardKey
{
    /// <summary>The one row's id, so that two processes that make it at once collide.</summary>
    public static readonly Guid TheOne = new("0b6f2f5e-5f0f-4b6e-9d1a-3c8a1f2b7c01");

    public Guid Id { get; init; } = TheOne;

    /// <summary>256 random bits, sealed.</summary>
    public required string Sealed { get; init; }
}

internal sealed class CardKeyConfiguration : IEntityTypeConfiguration<CardKey>
{
    public void Configure(EntityTypeBuilder<CardKey> builder)
    {
        builder.ToTable("CardKeys");
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Sealed).HasMaxLength(500);
    }
}

/// <summary>
/// Card numbers are short and often consecutive, so a plain hash could be tried through in minutes. With a key that is not in the row, a copy of
/// the table alone tells no number.
/// </summary>
internal sealed class CardNumbers(IDataProtectionProvider protection) : IReferenceRows
{
    private readonly IDataProtector _seal = protection.CreateProtector("IncubatorHub.CardNumbers");
    private byte[]? _key;

    /// <summary>Makes the key with the first start.</summary>
    public async Task AddMissing(HubDbContext db, CancellationToken cancel)
    {
        if (!await db.Set<CardKey>().AnyAsync(cancel))
            db.Add(new CardKey { Sealed = Convert.ToBase64String(_seal.Protect(RandomNumberGenerator.GetBytes(32))) });
    }

    /// <summary>What is kept of a number. White space around it and the case of letters do not count; the same number differs between facilities.</summary>
    public async ValueTask<string> HashOf(HubDbContext db, Guid facilityId, string number, CancellationToken cancel)
    {
        var key = _key ??= _seal.Unprotect(Convert.FromBase64String(
            (await db.Set<CardKey>().AsNoTracking().SingleAsync(one => one.Id == CardKey.TheOne, cancel)).Sealed));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{facilityId:N}:{Normal(number)}")));
    }

    /// <summary>The end of it, which is kept to tell cards apart by eye.</summary>
    public static string LastFour(string number) => Normal(number) is { Length: > 4 } whole ? whole[^4..] : "";

    /// <summary>The number as it is hashed.</summary>
    public static string Normal(string number) => number.Trim().ToUpperInvariant();
}

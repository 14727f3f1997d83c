using System.Security.Cryptography;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncubatorHub.Platform.UseCases;

/// <summary>The kept answer of a create, so that a client which lost it may safely ask again. Kept 24 hours.</summary>
internal sealed class IdempotencyRecord
{
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid CallerId { get; init; }
    public required string Key { get; init; }
    public required string UseCase { get; init; }
    public required string Fingerprint { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("IdempotencyRecords");
        builder.Property(record => record.Key).HasMaxLength(IdempotencyLedger.MaxKeyLength);
        builder.Property(record => record.UseCase).HasMaxLength(100);
        builder.Property(record => record.Fingerprint).HasMaxLength(64);
        builder.HasIndex(record => new { record.CallerId, record.Key }).IsUnique();
        builder.HasIndex(record => record.At);
    }
}

/// <summary>Looks up and keeps answers by idempotency key, inside the transaction of the create itself.</summary>
internal sealed class IdempotencyLedger(HubDbContext db, CallerContext context, TimeProvider time)
{
    public const int MaxKeyLength = 100;

    public async Task<Outcome<TAnswer>?> FindAnswer<TAnswer>(
        UseCaseDescription useCase, IRequest<TAnswer> request, string key, CancellationToken cancel)
    {
        var kept = await db.Set<IdempotencyRecord>().AsNoTracking()
            .SingleOrDefaultAsync(record => record.CallerId == context.Caller.Id && record.Key == key, cancel);
        if (kept is null)
            return null;
        if (kept.UseCase != useCase.Name || kept.Fingerprint != FingerprintOf(request))
            return CommonProblems.IdempotencyKeyReused;
        if (kept.Answer.Length == 0)
            return CommonProblems.ShownOnce;
        return JsonSerializer.Deserialize<TAnswer>(kept.Answer, JsonSerializerOptions.Web)!;
    }

    public void Keep<TAnswer>(UseCaseDescription useCase, IRequest<TAnswer> request, string key, TAnswer answer) =>
        db.Add(new IdempotencyRecord
        {
            CallerId = context.Caller.Id,
            Key = key,
            UseCase = useCase.Name,
            Fingerprint = FingerprintOf(request),
            Answer = answer is IShownOnce ? "" : JsonSerializer.Serialize(answer, JsonSerializerOptions.Web),
            At = time.GetUtcNow(),
        });

    private static string FingerprintOf(object request) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), JsonSerializerOptions.Web)));
}

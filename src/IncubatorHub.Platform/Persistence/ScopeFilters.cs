using System.Linq.Expressions;
using IncubatorHub.Platform.Authorisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// The one place where rows are filtered by who asks. An entity's configuration declares to whom a row belongs
/// (<see cref="BelongsToFacility{T}"/>, <c>BelongsToCompany</c>); the context turns that into a query filter named "scope".
/// An entity with neither is either public reference data or reached only through a use case that looks at the caller's own rows.
/// </summary>
public static class ScopeFilters
{
    /// <summary>The name of the filter; nobody but the sign-in itself ignores it.</summary>
    public const string Name = "scope";

    private const string FacilityKey = "Scope:Facility";
    private const string AudienceKey = "Scope:Audience";
    private const string CompanyKey = "Scope:Company";
    private const string CompanyHomeKey = "Scope:CompanyHome";

    /// <summary>The row belongs to a facility, and is seen by that audience there.</summary>
    public static EntityTypeBuilder<T> BelongsToFacility<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Guid>> facilityId, Audience audience)
        where T : class
    {
        builder.Metadata.SetAnnotation(FacilityKey, facilityId);
        builder.Metadata.SetAnnotation(AudienceKey, audience);
        return builder;
    }

    /// <summary>The row belongs to a company: seen by its people, and by those who run a facility that knows it.</summary>
    public static EntityTypeBuilder<T> BelongsToCompany<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Guid>> companyId)
        where T : class
    {
        builder.Metadata.SetAnnotation(CompanyKey, companyId);
        return builder;
    }

    /// <summary>The row belongs to a company, and its home facility knows it from the first day, before any tenancy.</summary>
    public static EntityTypeBuilder<T> BelongsToCompany<T>(
        this EntityTypeBuilder<T> builder, Expression<Func<T, Guid>> companyId, Expression<Func<T, Guid?>> homeFacilityId)
        where T : class
    {
        builder.Metadata.SetAnnotation(CompanyHomeKey, homeFacilityId);
        return builder.BelongsToCompany(companyId);
    }

    /// <summary>Whether the entity declares to whom its rows belong; read by the architecture tests.</summary>
    public static bool IsScoped(Microsoft.EntityFrameworkCore.Metadata.IReadOnlyEntityType entity) =>
        entity.GetDeclaredQueryFilters().Any(filter => filter.Key == Name);

    internal static void Apply(ModelBuilder model, HubDbContext db)
    {
        foreach (var entity in model.Model.GetEntityTypes().ToList())
        {
            var facility = Take(entity, FacilityKey) as LambdaExpression;
            var company = Take(entity, CompanyKey) as LambdaExpression;
            var home = Take(entity, CompanyHomeKey) as LambdaExpression;
            var audience = Take(entity, AudienceKey) as Audience? ?? Audience.Staff;
            if (facility is null && company is null)
                continue;
            var row = Expression.Parameter(entity.ClrType, "row");
            var seen = (facility, company) switch
            {
                ({ } f, null) => audience is Audience.House ? House(db, On(f, row)) : Staff(db, On(f, row)),
                (null, { } c) when home is not null => Expression.OrElse(Company(db, On(c, row)), KnownAtHome(db, On(home, row))),
                (null, { } c) => Company(db, On(c, row)),
                // A row of a company at a facility: its own people, and those who run that facility.
                ({ } f, { } c) => Expression.OrElse(Staff(db, On(f, row)), Own(db, On(c, row))),
                _ => throw new InvalidOperationException(),
            };
            entity.SetQueryFilter(Name, Expression.Lambda(seen, row));
        }
    }

    // Taken away once read: an expression has no place in the snapshot of a migration.
    private static object? Take(Microsoft.EntityFrameworkCore.Metadata.IMutableEntityType entity, string key) => entity.RemoveAnnotation(key)?.Value;

    private static Expression On(LambdaExpression property, ParameterExpression row) =>
        new Replace(property.Parameters[0], row).Visit(property.Body)!;

    private static BinaryExpression House(HubDbContext db, Expression id) =>
        Either(db, scope => scope.AllFacilities, Contains(db, nameof(DataScope.HouseFacilityIds), id));

    private static BinaryExpression Staff(HubDbContext db, Expression id) =>
        Either(db, scope => scope.AllStaffRows, Contains(db, nameof(DataScope.StaffFacilityIds), id));

    private static BinaryExpression Company(HubDbContext db, Expression id) => Expression.OrElse(
        Own(db, id), Contains(db, nameof(DataScope.KnownCompanyIds), id));

    private static BinaryExpression KnownAtHome(HubDbContext db, Expression home) => Expression.AndAlso(
        Expression.NotEqual(home, Expression.Constant(null, typeof(Guid?))),
        Contains(db, nameof(DataScope.StaffFacilityIds), Expression.Property(home, nameof(Nullable<>.Value))));

    private static BinaryExpression Own(HubDbContext db, Expression id) =>
        Either(db, scope => scope.AllCompanies, Contains(db, nameof(DataScope.OwnCompanyIds), id));

    // EF replaces a constant of the context's own type by the context that runs the query, so the filter reads that query's caller.
    private static MemberExpression ScopeOf(HubDbContext db) => Expression.Property(Expression.Constant(db), nameof(HubDbContext.Scope));

    private static BinaryExpression Either(HubDbContext db, Expression<Func<DataScope, bool>> all, Expression some) =>
        Expression.OrElse(new Replace(all.Parameters[0], ScopeOf(db)).Visit(all.Body)!, some);

    private static MethodCallExpression Contains(HubDbContext db, string list, Expression id) => Expression.Call(
        typeof(Enumerable), nameof(Enumerable.Contains), [typeof(Guid)], Expression.Property(ScopeOf(db), list), id);

    private sealed class Replace(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}

using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What a person may enter about a work order.</summary>
public record WorkOrderFields : IValidatableObject
{
    /// <summary>What, in a line.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public required string Title { get; init; }

    /// <summary>What, at length.</summary>
    [StringLength(2000)]
    public string Detail { get; init; } = "";

    /// <summary>Last day on which it is in time.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Months until the next one, 1 to 120; null: once.</summary>
    [Range(1, 120)]
    public int? EveryMonths { get; init; }

    /// <summary>The account of somebody with a role at the facility or over the programme.</summary>
    public Guid? AssigneeId { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DueOn?.Year is < 2000 or > 2200)
            yield return new ValidationResult("A year from 2000 to 2200.", [nameof(DueOn)]);
    }

    internal void ApplyTo(WorkOrder order)
    {
        (order.Title, order.Detail, order.DueOn) = (Title, Detail, DueOn);
        (order.EveryMonths, order.AssigneeId) = (EveryMonths, AssigneeId);
    }

    /// <summary>Whether the assignee is new and may not be chosen.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, Guid facilityId, Guid? present, CancellationToken cancel)
    {
        if (AssigneeId is not { } id || id == present)
            return null;
        var mayWork = from grant in db.RoleGrants
                      where grant.AccountId == id && (grant.Scope == ScopeKind.Programme || (grant.Scope == ScopeKind.Facility && grant.ScopeId == facilityId))
                      join account in db.Accounts on grant.AccountId equals account.Id
                      where account.RetiredAt == null && account.LockedAt == null
                      select grant.Id;
        return await mayWork.AnyAsync(cancel) ? null : CommonProblems.Invalid("assigneeId", "Somebody with a role at this facility.");
    }
}

/// <summary>A work order as the API and the console show it.</summary>
public sealed record WorkOrderView(
    Guid Id, Guid Version, Guid FacilityId, Guid EquipmentId, WorkOrderKind Kind, WorkOrderState State, string Title, string Detail, DateOnly? DueOn,
    int? EveryMonths, Guid? AssigneeId, string Outcome, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? ClosedAt, Guid? FollowsId) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<WorkOrder, WorkOrderView>> Of { get; } = row => new WorkOrderView(
        row.Id, row.Version, row.FacilityId, row.EquipmentId, row.Kind, row.State, row.Title, row.Detail, row.DueOn,
        row.EveryMonths, row.AssigneeId, row.Outcome, row.CreatedAt, row.StartedAt, row.ClosedAt, row.FollowsId);

    private static readonly Func<WorkOrder, WorkOrderView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static WorkOrderView From(WorkOrder row) => Compiled(row);
}

/// <summary>Refusals about work orders; their codes are stable.</summary>
internal static class WorkOrderProblems
{
    public static Problem Closed { get; } = new("work-order.closed", 409, "The work order is done or cancelled.");

    public static Problem Begun { get; } = new("work-order.begun", 409, "Work on it has begun.");
}

using IncubatorHub.Platform.Persistence;
using Microsoft.AspNetCore.Components;

namespace Architecture.Canaries.Pages;

/// <summary>A page that keeps a database context for as long as its circuit lives.</summary>
public sealed class HoldsTheDatabase : ComponentBase
{
    [Inject]
    public HubDbContext Db { get; set; } = null!;
}

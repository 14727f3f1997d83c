using IncubatorHub.Platform.Persistence;

namespace IncubatorHub.Hub.Demo;

/// <summary>The rows that the demo makes, until they are saved.</summary>
internal sealed class DemoRows(HubDbContext db)
{
    private const int AtOnce = 5_000;

    private readonly List<object> _rows = [];

    /// <summary>How many are in the database.</summary>
    public int Saved { get; private set; }

    /// <summary>Takes it, and gives it back.</summary>
    public T Add<T>(T row)
        where T : notnull
    {
        _rows.Add(row);
        return row;
    }

    /// <summary>The same for those who need no answer.</summary>
    public void Take(object row) => _rows.Add(row);

    public Task SaveWhenMany(CancellationToken cancel) => _rows.Count >= AtOnce ? Save(cancel) : Task.CompletedTask;

    public async Task Save(CancellationToken cancel)
    {
        db.AddRange(_rows);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        Saved += _rows.Count;
        _rows.Clear();
    }
}

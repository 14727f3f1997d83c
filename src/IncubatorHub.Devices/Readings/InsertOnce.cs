using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// Inserts rows whose unique key may already be there, in one statement that is right on both databases and under concurrency:
/// <c>INSERT … ON CONFLICT DO NOTHING RETURNING</c>, made from the model so that column names and conversions stay in one place.
/// </summary>
internal sealed class InsertOnce<TEntity>
    where TEntity : class
{
    private readonly List<(Func<TEntity, object?> Read, RelationalTypeMapping Mapping, string Parameter, bool Nullable)> _columns = [];
    private readonly string _sql;
    private readonly Action<TEntity, long> _setId;

    public InsertOnce(DbContext db, params ReadOnlySpan<string> uniqueKey)
    {
        var entity = db.Model.FindEntityType(typeof(TEntity))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var quote = db.GetService<ISqlGenerationHelper>();
        var names = new List<string>();
        foreach (var property in entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never))
        {
            names.Add(quote.DelimitIdentifier(property.GetColumnName(table)!));
            var getter = property.GetGetter();
            _columns.Add((row => getter.GetClrValue(row), property.GetRelationalTypeMapping(), $"@p{_columns.Count}", property.IsNullable));
        }

        var generated = entity.FindPrimaryKey()!.Properties.Single();
        _setId = generated.PropertyInfo!.SetMethod!.CreateDelegate<Action<TEntity, long>>();
        var key = string.Join(", ", uniqueKey.ToArray().Select(name => quote.DelimitIdentifier(entity.FindProperty(name)!.GetColumnName(table)!)));
        _sql = $"INSERT INTO {quote.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)}) " +
            $"VALUES ({string.Join(", ", _columns.Select(c => c.Parameter))}) ON CONFLICT ({key}) DO NOTHING RETURNING {quote.DelimitIdentifier(generated.GetColumnName(table)!)}";
    }

    /// <summary>True when the row is new; it then bears the number that the database gave it. The context must have an open transaction.</summary>
    public async Task<bool> Insert(DbContext db, TEntity row, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = _sql;
        foreach (var column in _columns)
            command.Parameters.Add(column.Mapping.CreateParameter(command, column.Parameter, column.Read(row), column.Nullable));
        if (await command.ExecuteScalarAsync(cancel) is not long id)
            return false;
        _setId(row, id);
        return true;
    }
}

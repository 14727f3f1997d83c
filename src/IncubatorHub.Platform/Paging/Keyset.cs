using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using IncubatorHub.Platform.UseCases;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Paging;

/// <summary>
/// Keyset paging: a cursor holds the last row's sort value and id, so that rows added or retired meanwhile neither repeat nor skip others,
/// and page 1,000 costs what page 1 does.
/// </summary>
public static class Keyset
{
    /// <summary>Takes the page asked for. Wrong <c>sort</c>, <c>limit</c>, <c>cursor</c> or <c>offset</c> is a validation problem.</summary>
    public static async Task<Outcome<Page<TRow>>> ToPage<T, TRow>(
        this IQueryable<T> query, IPaged asked, SortKeys<T> keys, Expression<Func<T, TRow>> select, CancellationToken cancel)
    {
        var descending = asked.Sort?.StartsWith('-') is true;
        var sort = asked.Sort?.TrimStart('-') ?? keys.Names.First();
        if (keys.Find(sort) is not { } key)
            return CommonProblems.Invalid("sort", $"Sort by one of {string.Join(", ", keys.Names)}, with a leading - for descending.");
        var limit = asked.Limit ?? PageLimits.DefaultLimit;
        if (limit is < 1 or > PageLimits.MaxLimit)
            return CommonProblems.Invalid("limit", $"From 1 to {PageLimits.MaxLimit}.");
        if (asked.Offset is < 0 or > PageLimits.MaxOffset || (asked.Offset > 0 && asked.Cursor is not null))
            return CommonProblems.Invalid("offset", $"From 0 to {PageLimits.MaxOffset}, and not together with a cursor.");

        var total = await query.CountAsync(cancel);
        var wanted = query;
        if (asked.Cursor is { } text)
        {
            if (Cursor.Read(text, asked.Sort ?? sort, key.ReturnType) is not { } cursor)
                return CommonProblems.Invalid("cursor", "Send a cursor as it came, with the same sort.");
            wanted = wanted.Where(After<T>(key, keys.Id, cursor, descending));
        }

        var rows = await Ordered(wanted, key, keys.Id, descending).Skip(asked.Offset ?? 0).Take(limit + 1)
            .Select(Paired(key, keys.Id, select)).ToListAsync(cancel);
        var items = rows.Take(limit).Select(pair => pair.Row).ToList();
        var next = rows.Count > limit ? new Cursor(rows[limit - 1].Key, rows[limit - 1].Id).Write(asked.Sort ?? sort) : null;
        return new Page<TRow>(items, next, total);
    }

    private static IQueryable<T> Ordered<T>(IQueryable<T> query, LambdaExpression key, LambdaExpression id, bool descending)
    {
        var suffix = descending ? "Descending" : "";
        var first = Expression.Call(typeof(Queryable), $"OrderBy{suffix}", [typeof(T), key.ReturnType], query.Expression, Expression.Quote(key));
        var second = Expression.Call(typeof(Queryable), $"ThenBy{suffix}", [typeof(T), typeof(Guid)], first, Expression.Quote(id));
        return query.Provider.CreateQuery<T>(second);
    }

    // key > value or (key = value and id > last id), turned round for descending.
    private static Expression<Func<T, bool>> After<T>(LambdaExpression key, LambdaExpression id, Cursor cursor, bool descending)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var keyOf = Rebind(key, row);
        var idOf = Rebind(id, row);
        var keyValue = Value(cursor.Key!, key.ReturnType);
        var idValue = Value(cursor.Id, typeof(Guid));
        return Expression.Lambda<Func<T, bool>>(
            Expression.OrElse(
                Beyond(keyOf, keyValue, descending),
                Expression.AndAlso(Expression.Equal(keyOf, keyValue), Beyond(idOf, idValue, descending))),
            row);
    }

    private static BinaryExpression Beyond(Expression left, Expression right, bool descending)
    {
        if (left.Type == typeof(string))
        {
            var compare = Expression.Call(typeof(string), nameof(string.Compare), null, left, right);
            return descending
                ? Expression.LessThan(compare, Expression.Constant(0))
                : Expression.GreaterThan(compare, Expression.Constant(0));
        }

        return descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
    }

    // A closed-over value becomes an SQL parameter; a bare constant would be a new statement for every page.
    private static MemberExpression Value(object value, Type type) => Expression.Property(
        Expression.Constant(Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)), nameof(Holder<>.Value));

    private static Expression<Func<T, Pair<TRow>>> Paired<T, TRow>(LambdaExpression key, LambdaExpression id, Expression<Func<T, TRow>> select)
    {
        var row = select.Parameters[0];
        var body = Expression.MemberInit(
            Expression.New(typeof(Pair<TRow>)),
            Expression.Bind(typeof(Pair<TRow>).GetProperty(nameof(Pair<>.Row))!, select.Body),
            Expression.Bind(typeof(Pair<TRow>).GetProperty(nameof(Pair<>.Key))!, Expression.Convert(Rebind(key, row), typeof(object))),
            Expression.Bind(typeof(Pair<TRow>).GetProperty(nameof(Pair<>.Id))!, Rebind(id, row)));
        return Expression.Lambda<Func<T, Pair<TRow>>>(body, row);
    }

    private static Expression Rebind(LambdaExpression lambda, ParameterExpression row) => new Swap(lambda.Parameters[0], row).Visit(lambda.Body);

    private sealed record Holder<TValue>(TValue Value);

    private sealed class Pair<TRow>
    {
        public required TRow Row { get; init; }
        public required object Key { get; init; }
        public required Guid Id { get; init; }
    }

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private sealed record Cursor(object? Key, Guid Id)
    {
        public string Write(string sort) => Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(new Wire(sort, JsonSerializer.SerializeToElement(Key, Key!.GetType()), Id)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

        public static Cursor? Read(string text, string sort, Type keyType)
        {
            try
            {
                var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
                var wire = JsonSerializer.Deserialize<Wire>(Encoding.UTF8.GetString(Convert.FromBase64String(padded)));
                return wire is null || wire.S != sort || wire.K.Deserialize(keyType) is not { } key ? null : new Cursor(key, wire.I);
            }
            catch (Exception exception) when (exception is FormatException or JsonException or NotSupportedException)
            {
                return null;
            }
        }

        private sealed record Wire(string S, JsonElement K, Guid I);
    }
}

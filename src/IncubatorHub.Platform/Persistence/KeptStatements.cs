using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// Gives a statement that a SQLite connection has run before to the command that prepared it then. A connection keeps
/// <see cref="MostOfAConnection"/>; the one that was not used for longest makes room.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    internal const int MostOfAConnection = 200;

    public static readonly KeptStatements Instance = new();

    private static readonly Meter Meter = new("IncubatorHub.Database");
    private static readonly Counter<long> Prepared = Meter.CreateCounter<long>("incubatorhub.database.statements_prepared", description: "Statements that SQLite connections prepared to keep");
    private static readonly Counter<long> Reused = Meter.CreateCounter<long>("incubatorhub.database.statements_reused", description: "Statements that SQLite connections had prepared before");
    private static readonly ConditionalWeakTable<SqliteConnection, Shelf> Shelves = [];

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: { } connection } fresh && Shelves.GetOrCreateValue(connection).Take(fresh) is { } kept ? kept : result;

    // What failed may be half way through: it is prepared anew.
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => (command as KeptCommand)?.Discard();

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        (command as KeptCommand)?.Discard();
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => (command as KeptCommand)?.Discard();

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        (command as KeptCommand)?.Discard();
        return Task.CompletedTask;
    }

    /// <summary>How many a connection keeps, and how often one of them was run again.</summary>
    internal static (int Kept, long Reused) Of(SqliteConnection connection) => Shelves.TryGetValue(connection, out var shelf) ? (shelf.Count, shelf.Reused) : (0, 0);

    public static bool AreAtRest(SqliteConnection connection) => !Shelves.TryGetValue(connection, out var shelf) || shelf.IsAtRest;

    /// <summary>The statements of one connection. A connection is used by one flow at a time.</summary>
    private sealed class Shelf
    {
        private readonly Dictionary<string, LinkedListNode<KeptCommand>> _byText = new(StringComparer.Ordinal);
        private readonly LinkedList<KeptCommand> _byUse = [];

        public int Count => _byText.Count;

        public long Reused { get; private set; }

        public bool IsAtRest => _byUse.All(command => !command.IsBusy);

        public KeptCommand? Take(SqliteCommand fresh)
        {
            if (_byText.TryGetValue(fresh.CommandText, out var node))
            {
                // A reader of the same text is open: this one goes its own way.
                if (node.Value.IsBusy)
                    return null;
                _byUse.Remove(node);
                Reused++;
                KeptStatements.Reused.Add(1);
            }
            else
            {
                if (_byText.Count >= MostOfAConnection && !MakeRoom())
                    return null;
                node = new LinkedListNode<KeptCommand>(new KeptCommand(fresh.CommandText, fresh.Connection!, Forget));
                _byText.Add(fresh.CommandText, node);
                Prepared.Add(1);
            }

            _byUse.AddLast(node);
            node.Value.Begin(fresh);
            return node.Value;
        }

        private bool MakeRoom()
        {
            if (_byUse.First is not { Value: { IsBusy: false } oldest })
                return false;
            oldest.Discard();
            oldest.Dispose();
            return true;
        }

        private void Forget(KeptCommand command)
        {
            if (_byText.Remove(command.CommandText, out var node))
                _byUse.Remove(node);
        }
    }

    /// <summary>A command whose disposal lays it back.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        private readonly Action<KeptCommand> _forget;
        private bool _isDiscarded;

        public KeptCommand(string text, SqliteConnection connection, Action<KeptCommand> forget)
            : base(text, connection) => _forget = forget;

        public bool IsBusy { get; private set; }

        public void Begin(SqliteCommand fresh)
        {
            IsBusy = true;
            var parameters = new SqliteParameter[fresh.Parameters.Count];
            fresh.Parameters.CopyTo(parameters, 0);
            fresh.Parameters.Clear();
            Parameters.AddRange(parameters);
            (Transaction, CommandTimeout) = (fresh.Transaction, fresh.CommandTimeout);
            fresh.Dispose();
        }

        public void Discard()
        {
            if (_isDiscarded)
                return;
            _isDiscarded = true;
            _forget(this);
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            IsBusy = false;
            if (_isDiscarded)
            {
                base.Dispose(disposing);
                return;
            }

            Parameters.Clear();
            Transaction = null;
        }
    }
}

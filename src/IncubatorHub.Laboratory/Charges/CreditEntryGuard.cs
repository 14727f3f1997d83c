namespace IncubatorHub.Laboratory.Charges;

/// <summary>No entry of the ledger is ever changed or deleted, whoever holds the connection.</summary>
internal sealed class CreditEntryGuard : IDatabaseGuard
{
    public const string Name = "CreditEntries_AppendOnly";

    public string Sqlite => string.Join('\n', new[] { "UPDATE", "DELETE" }.Select(happening => $"""
        CREATE TRIGGER IF NOT EXISTS "{Name}_{happening}" BEFORE {happening} ON "CreditEntries" BEGIN SELECT RAISE(ABORT, '{Name}'); END;
        """));

    public string Postgres => PostgresTrigger.Statement(Name, "CreditEntries", "UPDATE OR DELETE", "ROW", "TRUE")
        + PostgresTrigger.Statement(Name + "_Truncate", "CreditEntries", "TRUNCATE", "STATEMENT", "TRUE", Name);
}

/// <summary>An entry follows the one before it: the next number, and the balance that its amount makes.</summary>
internal sealed class CreditChainGuard : IDatabaseGuard
{
    public const string Name = "CreditEntries_Chain";

    private const string Broken = """
        NEW."Number" <> 1 + COALESCE((SELECT MAX(earlier."Number") FROM "CreditEntries" AS earlier WHERE earlier."AccountId" = NEW."AccountId"), 0)
          OR NEW."BalanceYen" <> NEW."AmountYen" + COALESCE(
            (SELECT before."BalanceYen" FROM "CreditEntries" AS before WHERE before."AccountId" = NEW."AccountId" AND before."Number" = NEW."Number" - 1), 0)
        """;

    public string Sqlite => $"""
        CREATE TRIGGER IF NOT EXISTS "{Name}" BEFORE INSERT ON "CreditEntries" WHEN {Broken} BEGIN SELECT RAISE(ABORT, '{Name}'); END;
        """;

    public string Postgres => PostgresTrigger.Statement(Name, "CreditEntries", "INSERT", "ROW", Broken);
}

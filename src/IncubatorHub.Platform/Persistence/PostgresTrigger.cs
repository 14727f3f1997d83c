namespace IncubatorHub.Platform.Persistence;

/// <summary>A trigger of PostgreSQL that refuses as a check constraint of its name would.</summary>
public static class PostgresTrigger
{
    /// <summary>Idempotent SQL; <paramref name="isWrong"/> is a condition over OLD and NEW.</summary>
    public static string Statement(string name, string table, string happening, string each, string isWrong, string? reportedAs = null) => $"""
        CREATE OR REPLACE FUNCTION "{name}_Refuse"() RETURNS trigger LANGUAGE plpgsql AS $refuse$
        BEGIN
          IF {isWrong} THEN
            RAISE EXCEPTION '{reportedAs ?? name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{reportedAs ?? name}', TABLE = '{table}';
          END IF;
          RETURN NEW;
        END $refuse$;
        DO $guard$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '{name}' AND tgrelid = '"{table}"'::regclass) THEN
            CREATE TRIGGER "{name}" BEFORE {happening} ON "{table}" FOR EACH {each} EXECUTE FUNCTION "{name}_Refuse"();
          END IF;
        END $guard$;

        """;
}

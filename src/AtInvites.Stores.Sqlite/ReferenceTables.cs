namespace AtInvites.Stores.Sqlite;

/// <summary>The two tables as the reference PDS has them.</summary>
internal static class ReferenceTables
{
    public const string Code = "invite_code";
    public const string Use = "invite_code_use";

    public const string Create = """
        CREATE TABLE invite_code (
          "code" varchar PRIMARY KEY,
          "availableUses" integer NOT NULL,
          "disabled" int2 DEFAULT 0,
          "forAccount" varchar NOT NULL,
          "createdBy" varchar NOT NULL,
          "createdAt" varchar NOT NULL
        );
        CREATE TABLE invite_code_use (
          "code" varchar NOT NULL,
          "usedBy" varchar NOT NULL,
          "usedAt" varchar NOT NULL,
          CONSTRAINT "invite_code_use_pkey" PRIMARY KEY ("code", "usedBy")
        );
        """;

    public const string InsertCode = """
        INSERT INTO invite_code (code, availableUses, disabled, forAccount, createdBy, createdAt)
        VALUES ($code, $availableUses, $disabled, $forAccount, $createdBy, $createdAt)
        """;

    public const string InsertUse = "INSERT INTO invite_code_use (code, usedBy, usedAt) VALUES ($code, $usedBy, $usedAt)";
}

namespace IncubatorHub.Registry.Notifications;

/// <summary>The module's tables. They carry no scope filter: people see their own preferences, operators the mails.</summary>
public static class NotificationTables
{
    extension(HubDbContext db)
    {
        /// <summary>Every mail.</summary>
        public DbSet<OutgoingMail> OutgoingMails => db.Set<OutgoingMail>();

        /// <summary>What people chose; nobody's row is missing by error: without one the defaults count.</summary>
        public DbSet<NoticePreference> NoticePreferences => db.Set<NoticePreference>();
    }
}

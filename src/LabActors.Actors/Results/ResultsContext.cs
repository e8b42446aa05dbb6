using System.Text.Json;
using LabActors.Actors.Results.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LabActors.Actors.Results;

/// <summary>
/// The tables of the results database, the same on SQLite and on PostgreSQL: natural keys, names in lower case with underscores, instants in UTC.
/// </summary>
public sealed class ResultsContext(DbContextOptions<ResultsContext> options) : DbContext(options)
{
    public DbSet<AnalysisRow> Analyses => Set<AnalysisRow>();

    public DbSet<ScriptRow> Scripts => Set<ScriptRow>();

    public DbSet<ProjectionRow> Projections => Set<ProjectionRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AnalysisRow>(analysis =>
        {
            analysis.ToTable("analyses").HasKey(row => row.Uuid);
            analysis.HasIndex(row => row.QueueId);
            analysis.HasIndex(row => row.RunId);
            analysis.HasIndex(row => row.StartedAt);
            analysis.HasMany(row => row.Isotopes).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Baselines).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Blanks).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Environment).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Settings).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Positions).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Shots).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Media).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Traces).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Gaps).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Conditionals).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Trips).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Series).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.PeakCenters).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Scripts).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Timeline).WithOne().HasForeignKey(row => row.Uuid);
            analysis.HasMany(row => row.Log).WithOne().HasForeignKey(row => row.Uuid);
        });
        modelBuilder.Entity<IsotopeRow>().ToTable("isotopes").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<BaselineRow>().ToTable("baselines").HasKey(row => new { row.Uuid, row.Detector });
        modelBuilder.Entity<BlankRow>().ToTable("blanks").HasKey(row => new { row.Uuid, row.Isotope });
        modelBuilder.Entity<EnvironmentRow>().ToTable("environment").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<SettingsRow>().ToTable("spectrometer_settings").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<PositionRow>().ToTable("positions").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<ShotRow>().ToTable("shots").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<MediaRow>().ToTable("media").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<TraceRow>().ToTable("extraction_traces").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<GapRow>().ToTable("gaps").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<ConditionalRow>().ToTable("conditionals").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<TripRow>().ToTable("conditional_trips").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<SeriesRow>().ToTable("series").HasKey(row => new { row.Uuid, row.Ordinal, row.Detector });
        modelBuilder.Entity<PeakCenterRow>().ToTable("peak_centers").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<RunScriptRow>(script =>
        {
            script.ToTable("run_scripts").HasKey(row => new { row.Uuid, row.Ordinal });
            script.HasIndex(row => row.Sha256);
        });
        modelBuilder.Entity<TimelineRow>().ToTable("timeline").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<LogRow>().ToTable("run_log").HasKey(row => new { row.Uuid, row.Ordinal });
        modelBuilder.Entity<ScriptRow>().ToTable("scripts").HasKey(row => row.Sha256);
        modelBuilder.Entity<ProjectionRow>().ToTable("projections").HasKey(row => row.Name);

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => p.GetColumnName()))}");
            foreach (var key in entity.GetKeys())
                key.SetName($"pk_{entity.GetTableName()}");
            foreach (var foreign in entity.GetForeignKeys())
                foreign.SetConstraintName($"fk_{entity.GetTableName()}_{foreign.PrincipalEntityType.GetTableName()}");
        }
    }

    /// <summary>Both databases know instants in UTC and only one keeps offsets.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}

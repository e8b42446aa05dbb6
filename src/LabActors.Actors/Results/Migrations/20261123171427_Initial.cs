using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LabActors.Actors.Results.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "analyses",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    run_id = table.Column<string>(nullable: false),
                    queue_id = table.Column<string>(nullable: false),
                    queue_name = table.Column<string>(nullable: false),
                    identifier = table.Column<string>(nullable: false),
                    aliquot = table.Column<int>(nullable: false),
                    step = table.Column<int>(nullable: false),
                    analysis_type = table.Column<string>(nullable: false),
                    state = table.Column<string>(nullable: false),
                    cause = table.Column<string>(nullable: false),
                    simulated = table.Column<bool>(nullable: false),
                    sample = table.Column<string>(nullable: false),
                    repository = table.Column<string>(nullable: false),
                    username = table.Column<string>(nullable: false),
                    comment = table.Column<string>(nullable: false),
                    node = table.Column<string>(nullable: false),
                    version = table.Column<string>(nullable: false),
                    lab_hash = table.Column<string>(nullable: false),
                    seed = table.Column<string>(nullable: false),
                    journal_first = table.Column<long>(nullable: false),
                    journal_last = table.Column<long>(nullable: false),
                    instrument = table.Column<string>(nullable: false),
                    extraction_device = table.Column<string>(nullable: false),
                    preceding_blank = table.Column<string>(nullable: false),
                    started_at = table.Column<DateTime>(nullable: false),
                    ended_at = table.Column<DateTime>(nullable: true),
                    duration_seconds = table.Column<double>(nullable: false),
                    time_zero = table.Column<DateTime>(nullable: true),
                    line_freed_at = table.Column<DateTime>(nullable: true),
                    point_of_no_return_at = table.Column<DateTime>(nullable: true),
                    spec = table.Column<string>(nullable: false),
                    notes = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_analyses", x => x.uuid);
                });

            migrationBuilder.CreateTable(
                name: "projections",
                columns: table => new
                {
                    name = table.Column<string>(nullable: false),
                    ordering = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projections", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "scripts",
                columns: table => new
                {
                    sha256 = table.Column<string>(nullable: false),
                    text = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scripts", x => x.sha256);
                });

            migrationBuilder.CreateTable(
                name: "baselines",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    detector = table.Column<string>(nullable: false),
                    value = table.Column<double>(nullable: false),
                    error = table.Column<double>(nullable: true),
                    fit = table.Column<string>(nullable: false),
                    error_type = table.Column<string>(nullable: false),
                    used = table.Column<int>(nullable: false),
                    total = table.Column<int>(nullable: false),
                    coefficients = table.Column<string>(nullable: false),
                    notes = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_baselines", x => new { x.uuid, x.detector });
                    table.ForeignKey(
                        name: "fk_baselines_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "isotopes",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    isotope = table.Column<string>(nullable: false),
                    detector = table.Column<string>(nullable: false),
                    intercept = table.Column<double>(nullable: false),
                    error = table.Column<double>(nullable: true),
                    fit = table.Column<string>(nullable: false),
                    error_type = table.Column<string>(nullable: false),
                    used = table.Column<int>(nullable: false),
                    total = table.Column<int>(nullable: false),
                    coefficients = table.Column<string>(nullable: false),
                    baseline = table.Column<double>(nullable: true),
                    baseline_error = table.Column<double>(nullable: true),
                    corrected = table.Column<double>(nullable: true),
                    corrected_error = table.Column<double>(nullable: true),
                    notes = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_isotopes", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_isotopes_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "peak_centers",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    detector = table.Column<string>(nullable: false),
                    isotope = table.Column<string>(nullable: false),
                    center_dac = table.Column<double>(nullable: true),
                    dacs = table.Column<string>(nullable: false),
                    intensities = table.Column<string>(nullable: false),
                    reason = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_peak_centers", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_peak_centers_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_log",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    level = table.Column<string>(nullable: false),
                    text = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_log", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_run_log_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_scripts",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    path = table.Column<string>(nullable: false),
                    sha256 = table.Column<string>(nullable: false),
                    python_version = table.Column<string>(nullable: false),
                    started_at = table.Column<DateTime>(nullable: false),
                    ended_at = table.Column<DateTime>(nullable: true),
                    outcome = table.Column<string>(nullable: false),
                    error = table.Column<string>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    file = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_scripts", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_run_scripts_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "series",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    detector = table.Column<string>(nullable: false),
                    number = table.Column<int>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    isotope = table.Column<string>(nullable: false),
                    counts_asked = table.Column<int>(nullable: false),
                    integration_seconds = table.Column<double>(nullable: false),
                    started_at = table.Column<DateTime>(nullable: false),
                    ended_at = table.Column<DateTime>(nullable: true),
                    time_zero = table.Column<DateTime>(nullable: false),
                    how = table.Column<string>(nullable: false),
                    set_aside = table.Column<bool>(nullable: false),
                    points = table.Column<byte[]>(nullable: false),
                    quality = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_series", x => new { x.uuid, x.ordinal, x.detector });
                    table.ForeignKey(
                        name: "fk_series_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "timeline",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    started_at = table.Column<DateTime>(nullable: false),
                    ended_at = table.Column<DateTime>(nullable: true),
                    outcome = table.Column<string>(nullable: false),
                    detail = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timeline", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_timeline_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_analyses_queue_id",
                table: "analyses",
                column: "queue_id");

            migrationBuilder.CreateIndex(
                name: "ix_analyses_run_id",
                table: "analyses",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_analyses_started_at",
                table: "analyses",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_run_scripts_sha256",
                table: "run_scripts",
                column: "sha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "baselines");

            migrationBuilder.DropTable(
                name: "isotopes");

            migrationBuilder.DropTable(
                name: "peak_centers");

            migrationBuilder.DropTable(
                name: "projections");

            migrationBuilder.DropTable(
                name: "run_log");

            migrationBuilder.DropTable(
                name: "run_scripts");

            migrationBuilder.DropTable(
                name: "scripts");

            migrationBuilder.DropTable(
                name: "series");

            migrationBuilder.DropTable(
                name: "timeline");

            migrationBuilder.DropTable(
                name: "analyses");
        }
    }
}

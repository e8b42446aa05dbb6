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
                    irradiation = table.Column<string>(nullable: false),
                    irradiation_level = table.Column<string>(nullable: false),
                    irradiation_position = table.Column<int>(nullable: true),
                    j = table.Column<double>(nullable: true),
                    j_error = table.Column<double>(nullable: true),
                    age = table.Column<double>(nullable: true),
                    age_error = table.Column<double>(nullable: true),
                    age_error_with_j = table.Column<double>(nullable: true),
                    f = table.Column<double>(nullable: true),
                    f_error = table.Column<double>(nullable: true),
                    yield_percent = table.Column<double>(nullable: true),
                    yield_percent_error = table.Column<double>(nullable: true),
                    k_ca = table.Column<double>(nullable: true),
                    k_ca_error = table.Column<double>(nullable: true),
                    k_cl = table.Column<double>(nullable: true),
                    k_cl_error = table.Column<double>(nullable: true),
                    k39 = table.Column<double>(nullable: true),
                    k39_error = table.Column<double>(nullable: true),
                    blank_uuid = table.Column<string>(nullable: false),
                    whiff_result = table.Column<string>(nullable: true),
                    sensitivity_multiplier = table.Column<double>(nullable: true),
                    extraction_context = table.Column<string>(nullable: false),
                    pipette_counts = table.Column<string>(nullable: false),
                    laboratory = table.Column<string>(nullable: false),
                    node = table.Column<string>(nullable: false),
                    version = table.Column<string>(nullable: false),
                    python_version = table.Column<string>(nullable: false),
                    runtime = table.Column<string>(nullable: false),
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
                    filter_iterations = table.Column<int>(nullable: true),
                    filter_std_devs = table.Column<double>(nullable: true),
                    outliers = table.Column<string>(nullable: false),
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
                name: "blanks",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    isotope = table.Column<string>(nullable: false),
                    value = table.Column<double>(nullable: false),
                    error = table.Column<double>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_blanks", x => new { x.uuid, x.isotope });
                    table.ForeignKey(
                        name: "fk_blanks_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conditional_trips",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    conditional = table.Column<string>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    level = table.Column<string>(nullable: false),
                    file = table.Column<string>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    test = table.Column<string>(nullable: false),
                    action = table.Column<string>(nullable: false),
                    seen = table.Column<string>(nullable: false),
                    when = table.Column<string>(nullable: false),
                    series = table.Column<int>(nullable: false),
                    count = table.Column<int>(nullable: false),
                    acts = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conditional_trips", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_conditional_trips_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conditionals",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    conditional = table.Column<string>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    level = table.Column<string>(nullable: false),
                    file = table.Column<string>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    test = table.Column<string>(nullable: false),
                    start = table.Column<int>(nullable: false),
                    frequency = table.Column<int>(nullable: false),
                    trips = table.Column<int>(nullable: false),
                    action = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conditionals", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_conditionals_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "environment",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    when = table.Column<string>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    device = table.Column<string>(nullable: false),
                    title = table.Column<string>(nullable: false),
                    value = table.Column<double>(nullable: true),
                    units = table.Column<string>(nullable: false),
                    quality = table.Column<string>(nullable: false),
                    read_at = table.Column<DateTime>(nullable: false),
                    simulated = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_environment", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_environment_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "extraction_traces",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    units = table.Column<string>(nullable: false),
                    points = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extraction_traces", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_extraction_traces_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gaps",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    device = table.Column<string>(nullable: false),
                    command = table.Column<string>(nullable: false),
                    reason = table.Column<string>(nullable: false),
                    ended_after_seconds = table.Column<double>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gaps", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_gaps_analyses",
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
                    baseline_from = table.Column<string>(nullable: false),
                    blank = table.Column<double>(nullable: true),
                    blank_error = table.Column<double>(nullable: true),
                    blank_corrected = table.Column<double>(nullable: false),
                    blank_corrected_error = table.Column<double>(nullable: true),
                    ic_factor = table.Column<double>(nullable: false),
                    ic_factor_error = table.Column<double>(nullable: true),
                    discrimination = table.Column<double>(nullable: false),
                    discrimination_error = table.Column<double>(nullable: true),
                    intensity = table.Column<double>(nullable: false),
                    intensity_error = table.Column<double>(nullable: true),
                    filter_iterations = table.Column<int>(nullable: true),
                    filter_std_devs = table.Column<double>(nullable: true),
                    outliers = table.Column<string>(nullable: false),
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
                name: "media",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    kind = table.Column<string>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    file = table.Column<string>(nullable: false),
                    reason = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_media_analyses",
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
                    shape = table.Column<string>(nullable: true),
                    others = table.Column<string>(nullable: false),
                    reason = table.Column<string>(nullable: false),
                    simulated = table.Column<bool>(nullable: false)
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
                name: "positions",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    position = table.Column<string>(nullable: false),
                    x = table.Column<double>(nullable: true),
                    y = table.Column<double>(nullable: true),
                    z = table.Column<double>(nullable: true),
                    is_degas = table.Column<bool>(nullable: false),
                    simulated = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_positions", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_positions_analyses",
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
                    simulated = table.Column<bool>(nullable: false),
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
                name: "shots",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    pipette = table.Column<string>(nullable: false),
                    count = table.Column<int>(nullable: true),
                    blank = table.Column<bool>(nullable: false),
                    simulated = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shots", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_shots_analyses",
                        column: x => x.uuid,
                        principalTable: "analyses",
                        principalColumn: "uuid",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "spectrometer_settings",
                columns: table => new
                {
                    uuid = table.Column<string>(nullable: false),
                    ordinal = table.Column<int>(nullable: false),
                    when = table.Column<string>(nullable: false),
                    at = table.Column<DateTime>(nullable: false),
                    sha1 = table.Column<string>(nullable: false),
                    settings = table.Column<string>(nullable: false),
                    simulated = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spectrometer_settings", x => new { x.uuid, x.ordinal });
                    table.ForeignKey(
                        name: "fk_spectrometer_settings_analyses",
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
                name: "blanks");

            migrationBuilder.DropTable(
                name: "conditional_trips");

            migrationBuilder.DropTable(
                name: "conditionals");

            migrationBuilder.DropTable(
                name: "environment");

            migrationBuilder.DropTable(
                name: "extraction_traces");

            migrationBuilder.DropTable(
                name: "gaps");

            migrationBuilder.DropTable(
                name: "isotopes");

            migrationBuilder.DropTable(
                name: "media");

            migrationBuilder.DropTable(
                name: "peak_centers");

            migrationBuilder.DropTable(
                name: "positions");

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
                name: "shots");

            migrationBuilder.DropTable(
                name: "spectrometer_settings");

            migrationBuilder.DropTable(
                name: "timeline");

            migrationBuilder.DropTable(
                name: "analyses");
        }
    }
}

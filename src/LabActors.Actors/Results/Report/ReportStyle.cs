using System.Text.RegularExpressions;

namespace LabActors.Actors.Results.Report;

/// <summary>The style sheet of the report: light, dark and printed. No selector uses '&gt;', which the page's writer would escape.</summary>
internal static partial class ReportStyle
{
    /// <summary>The style of a page: its colours follow the screen, or the paper.</summary>
    public const string Css = "\n" + Themes + Page + Drawing + "\n";

    private const string Themes = """
        :root { color-scheme: light dark; --paper: #ffffff; --panel: #f6f7f9; --ink: #1b1f24; --soft: #5b6673; --grid: #dfe3e8; --edge: #c9d0d8;
          --signal: #1f6fb4; --fit: #c8372d; --sniff: #8e7cc3; --baseline: #2f8f5b; --extraction: #e08a1e; --measurement: #1f6fb4; --post: #8a97a6;
          --equilibration: #8e7cc3; --good: #1d7a46; --bad: #b3261e; --warn: #8a5a00; --notice: #fff4d6; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14181d; --panel: #1c2229; --ink: #e6eaef; --soft: #9aa7b5; --grid: #2b333c; --edge: #3b4651;
          --signal: #6ab0ee; --fit: #ff8a7a; --sniff: #b9a9ea; --baseline: #69c795; --extraction: #f0a94a; --measurement: #5a9fdc; --post: #78869a;
          --equilibration: #b9a9ea; --good: #6fd29b; --bad: #ff8a7a; --warn: #f0c060; --notice: #3a2f12; } }
        @media print { :root { --paper: #ffffff; --panel: #ffffff; --ink: #000000; --soft: #444444; --grid: #dddddd; --edge: #bbbbbb; --signal: #1f6fb4; --fit: #c8372d;
          --sniff: #8e7cc3; --baseline: #2f8f5b; --extraction: #e08a1e; --measurement: #1f6fb4; --post: #8a97a6; --equilibration: #8e7cc3; --good: #1d7a46; --bad: #b3261e;
          --warn: #8a5a00; --notice: #ffffff; } body { max-width: none; margin: 0; } article { break-inside: auto; } figure, tr, h2, h3 { break-inside: avoid; } nav { display: none; } }

        """;

    private const string Page = """
        * { box-sizing: border-box; }
        body { font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); max-width: 1240px; margin: 0 auto; padding: 24px; }
        h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 34px 0 10px; } h3 { font-size: 17px; margin: 0 0 2px; }
        p { margin: 4px 0; } .soft { color: var(--soft); } a { color: inherit; }
        .simulated { display: inline-block; border: 1px solid var(--warn); color: var(--warn); background: var(--notice); border-radius: 4px; padding: 0 6px; font-size: 13px; }
        .banner { border: 1px solid var(--warn); color: var(--warn); background: var(--notice); border-radius: 6px; padding: 8px 12px; margin: 12px 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 10px 0; } dt { color: var(--soft); } dd { margin: 0; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
        th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; vertical-align: top; }
        th { color: var(--soft); font-weight: 600; } td.number, th.number { text-align: right; } td.text { white-space: normal; min-width: 12em; }
        .state-success, .state-truncated { color: var(--good); font-weight: 600; } .state-other { color: var(--bad); font-weight: 600; }
        table.runs { font-size: 12.5px; } table.runs th, table.runs td { padding-right: 9px; } table.runs th { white-space: normal; } table.runs .simulated { font-size: 11px; padding: 0 4px; }
        article { border: 1px solid var(--edge); background: var(--panel); border-radius: 8px; padding: 14px 16px; margin: 14px 0; }
        .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(360px, 1fr)); gap: 10px; margin: 10px 0; }
        figure { margin: 0; } figure.plot { background: var(--paper); border: 1px solid var(--grid); border-radius: 6px; padding: 4px; }
        svg { width: 100%; height: auto; display: block; }
        .legend { color: var(--soft); font-size: 13px; } .legend span { display: inline-block; margin-right: 16px; } .legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin-right: 6px; }
        details { margin-top: 8px; } summary { cursor: pointer; color: var(--soft); } pre { font: 12px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; margin: 6px 0; }
        footer { color: var(--soft); font-size: 13px; margin-top: 30px; }

        """;

    private const string Drawing = """
        svg text { fill: var(--ink); font: 11px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        svg text.tick, svg text.label, svg text.note { fill: var(--soft); } svg text.heading { font-size: 13px; font-weight: 600; } svg text.value { font-size: 12px; }
        svg text.row { font-size: 12px; } .grid { stroke: var(--grid); stroke-width: 1; } .axis { stroke: var(--soft); stroke-width: 1; } .zero { stroke: var(--soft); stroke-dasharray: 3 3; }
        path { fill: none; stroke-linecap: round; } path.signal { stroke: var(--signal); stroke-width: 3; } path.sniff { stroke: var(--sniff); stroke-width: 3; }
        path.baseline { stroke: var(--baseline); stroke-width: 3; } path.fit { stroke: var(--fit); stroke-width: 1.4; } path.intercept { stroke: var(--fit); stroke-width: 7; }
        path.signal.residual { stroke-width: 2; } path.outlier { stroke: var(--bad); stroke-width: 4; } path.outlier.residual { stroke-width: 3; }
        path.density { stroke: var(--signal); stroke-width: 1.6; } path.age { stroke: var(--signal); stroke-width: 5; } .age-error { stroke: var(--signal); stroke-width: 1.2; }
        .mean { stroke: var(--fit); stroke-width: 1.4; } .mean-error { fill: var(--fit); opacity: 0.14; } .step { fill: var(--signal); opacity: 0.3; stroke: var(--signal); }
        .step.plateau { fill: var(--baseline); stroke: var(--baseline); } .plateau-line { stroke: var(--baseline); stroke-width: 2; } .paper { fill: var(--paper); }
        .intercept-error { stroke: var(--fit); stroke-width: 1.4; } .thread { stroke: var(--edge); stroke-width: 2; } .overlap { fill: var(--extraction); opacity: 0.16; }
        .bar.extraction { fill: var(--extraction); } .bar.measurement { fill: var(--measurement); } .bar.post-measurement { fill: var(--post); }
        .bar.equilibration { fill: var(--equilibration); } .bar.intervention { fill: var(--bad); }
        .k-signal { background: var(--signal); fill: var(--signal); } .k-fit { background: var(--fit); fill: var(--fit); } .k-sniff { background: var(--sniff); fill: var(--sniff); } .k-baseline { background: var(--baseline); fill: var(--baseline); }
        .k-outlier { background: var(--bad); fill: var(--bad); } .k-extraction { background: var(--extraction); fill: var(--extraction); } .k-measurement { background: var(--measurement); fill: var(--measurement); } .k-post { background: var(--post); fill: var(--post); }
        .k-equilibration { background: var(--equilibration); fill: var(--equilibration); } .k-overlap { background: var(--extraction); fill: var(--extraction); opacity: 0.35; }

        """;

    /// <summary>
    /// The style of a picture in a file of its own: light, and with the colours themselves, since drawing programs, word processors and typesetters know neither
    /// custom properties nor media queries, and would draw all in black.
    /// </summary>
    public static string OfPicture()
    {
        var light = Colour().Matches(Themes[..Themes.IndexOf("@media", StringComparison.Ordinal)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        return "\n" + Reference().Replace(Drawing, match => light[match.Groups[1].Value]);
    }

    [GeneratedRegex("--([a-z]+): (#[0-9a-f]{6});")]
    private static partial Regex Colour();

    [GeneratedRegex(@"var\(--([a-z]+)\)")]
    private static partial Regex Reference();
}

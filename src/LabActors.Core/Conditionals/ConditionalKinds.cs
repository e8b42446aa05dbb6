using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>The names of the kinds, and which of several is the most severe.</summary>
public static class ConditionalKinds
{
    private static readonly ImmutableArray<(string Section, ConditionalKind Kind)> Sections =
    [
        ("actions", ConditionalKind.Action),
        ("cancelations", ConditionalKind.Cancelation),
        ("equilibrations", ConditionalKind.Equilibration),
        ("modifications", ConditionalKind.Modification),
        ("post_run_actions", ConditionalKind.PostRunAction),
        ("post_run_terminations", ConditionalKind.PostRunTermination),
        ("pre_run_terminations", ConditionalKind.PreRunTermination),
        ("terminations", ConditionalKind.Termination),
        ("truncations", ConditionalKind.Truncation),
    ];

    /// <summary>The sections of a file.</summary>
    public static ImmutableArray<string> SectionNames { get; } = [.. Sections.Select(s => s.Section)];

    /// <summary>The kind of a section, which may be written without its plural; null when there is none such.</summary>
    public static ConditionalKind? OfSection(string section) =>
        Sections.Where(s => s.Section == section || s.Section == $"{section}s").Select(s => (ConditionalKind?)s.Kind).FirstOrDefault();

    /// <summary>The kind in words ("pre-run termination").</summary>
    public static string Words(this ConditionalKind kind) => kind switch
    {
        ConditionalKind.PreRunTermination => "pre-run termination",
        ConditionalKind.PostRunTermination => "post-run termination",
        ConditionalKind.PostRunAction => "post-run action",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>True when the block that is measured ends early by it.</summary>
    public static bool Truncates(this Conditional conditional) =>
        conditional is { Kind: ConditionalKind.Truncation or ConditionalKind.Equilibration } or { Kind: ConditionalKind.Modification, UseTruncation: true, UseTermination: false };

    /// <summary>True when it is tested before the counts of a block.</summary>
    public static bool IsOfCounts(this ConditionalKind kind) => kind
        is ConditionalKind.Modification or ConditionalKind.Truncation or ConditionalKind.Action
        or ConditionalKind.Termination or ConditionalKind.Cancelation or ConditionalKind.Equilibration;

    /// <summary>How severe a trip is: the greatest acts. A modification that truncates or terminates besides is as severe as that.</summary>
    public static int Severity(this Conditional conditional) => conditional.Kind switch
    {
        ConditionalKind.Cancelation => 5,
        ConditionalKind.Termination or ConditionalKind.PreRunTermination or ConditionalKind.PostRunTermination => 4,
        ConditionalKind.Modification when conditional.UseTermination => 4,
        ConditionalKind.Truncation or ConditionalKind.Equilibration => 3,
        ConditionalKind.Modification when conditional.UseTruncation => 3,
        ConditionalKind.Modification => 2,
        _ => 1,
    };
}

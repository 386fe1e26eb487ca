using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>What a lexicon document says about one XRPC method.</summary>
public sealed class LexiconMethod
{
    internal LexiconMethod(Nsid id, LexiconMethodKind kind)
    {
        Id = id;
        Kind = kind;
    }

    /// <summary>The method's NSID.</summary>
    public Nsid Id { get; }

    /// <summary>Whether it is a query, a procedure or a subscription.</summary>
    public LexiconMethodKind Kind { get; }

    /// <summary>Whether a request has a body. Only procedures do.</summary>
    public bool HasInput => InputEncoding is not null;

    /// <summary>Whether an answer has a body.</summary>
    public bool HasOutput => OutputEncoding is not null;

    /// <summary>The declared media type of the request body; null without a body.</summary>
    public string? InputEncoding { get; internal init; }

    /// <summary>The declared media type of the answer's body; null without a body.</summary>
    public string? OutputEncoding { get; internal init; }

    /// <summary>The error names the method declares, in the document's order. XRPC's general ones are not among them.</summary>
    public IReadOnlyList<string> Errors { get; internal init; } = [];

    internal ParamsSchema Parameters { get; init; } = ParamsSchema.Empty;

    internal LexiconSchema? Input { get; init; }

    internal LexiconSchema? Output { get; init; }

    internal LexiconSchema? Event { get; init; }

    internal IEnumerable<LexiconSchema> Schemas
    {
        get
        {
            yield return Parameters;
            if (Input is not null) yield return Input;
            if (Output is not null) yield return Output;
            if (Event is not null) yield return Event;
        }
    }

    internal LexiconMethod With(ParamsSchema parameters) => new(Id, Kind)
    {
        InputEncoding = InputEncoding,
        OutputEncoding = OutputEncoding,
        Errors = Errors,
        Parameters = parameters,
        Input = Input,
        Output = Output,
        Event = Event,
    };
}

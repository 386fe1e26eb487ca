using System.Text;

namespace AtInvites.Tests.Architecture;

/// <summary>Tells code from comments and literals, as C# nests them: interpolated expressions are code again.</summary>
internal sealed class CSharpText
{
    private readonly string _text;
    private readonly StringBuilder _code;
    private readonly List<TextPiece> _strings = [];
    private readonly List<TextPiece> _comments = [];
    private int _at;

    private CSharpText(string text) => (_text, _code) = (text, new(text));

    public string Code => _code.ToString();

    public IReadOnlyList<TextPiece> Strings => _strings;

    public IReadOnlyList<TextPiece> Comments => _comments;

    public static CSharpText Read(string text)
    {
        var read = new CSharpText(text);
        while (read._at < text.Length) read.ReadCode(isHole: false);
        return read;
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    private bool Sees(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;

    private int Run(char letter)
    {
        var end = _at;
        while (end < _text.Length && _text[end] == letter) end++;
        return end - _at;
    }

    private void Blank(int count)
    {
        for (; count > 0 && _at < _text.Length; count--, _at++)
        {
            if (_text[_at] != '\n') _code[_at] = ' ';
        }
    }

    private void ReadCode(bool isHole)
    {
        for (var depth = 0; _at < _text.Length;)
        {
            if (Sees("//")) Comment("\n", keepsEnd: true);
            else if (Sees("/*")) Comment("*/", keepsEnd: false);
            else if (Here == '\'') Letter();
            else if (StartsString()) String();
            else if (isHole && depth == 0 && (Here is '}' or ':')) return;
            else
            {
                if (Here is '(' or '[' or '{') depth++;
                if (Here is ')' or ']' or '}') depth--;
                _at++;
            }
        }
    }

    private void Comment(string end, bool keepsEnd)
    {
        var found = _text.IndexOf(end, _at + 2, StringComparison.Ordinal);
        if (found < 0) found = _text.Length;
        else if (!keepsEnd) found += end.Length;
        _comments.Add(new(_at, _text[_at..found]));
        Blank(found - _at);
    }

    private void Letter()
    {
        Blank(_at + 1 < _text.Length && _text[_at + 1] == '\\' ? 3 : 2);
        while (Here is not '\'' and not '\0') Blank(1);
        Blank(1);
    }

    private bool StartsString()
    {
        var end = _at;
        while (end < _text.Length && _text[end] is '$' or '@') end++;
        return end < _text.Length && _text[end] == '"';
    }

    private void String()
    {
        var start = _at;
        var (holes, isVerbatim) = (0, false);
        for (; Here != '"'; Blank(1))
        {
            holes += Here == '$' ? 1 : 0;
            isVerbatim |= Here == '@';
        }

        var quotes = Run('"');
        var value = new StringBuilder();
        if (quotes is >= 3 && !isVerbatim) Raw(quotes, holes, value);
        else if (quotes == 2 && !isVerbatim) Blank(2);
        else Quoted(holes > 0, isVerbatim, value);
        _strings.Add(new(start, value.ToString()));
    }

    private void Raw(int quotes, int holes, StringBuilder value)
    {
        Blank(quotes);
        while (_at < _text.Length && Run('"') < quotes)
        {
            if (holes > 0 && Run('{') >= holes) Hole(Run('{'), holes, value);
            else Take(1, value);
        }
        Blank(Run('"'));
    }

    private void Quoted(bool hasHoles, bool isVerbatim, StringBuilder value)
    {
        Blank(1);
        while (_at < _text.Length)
        {
            if (Sees("\"\"") && isVerbatim) Take(2, value);
            else if (Here == '"') break;
            else if (Here == '\\' && !isVerbatim) Take(2, value);
            else if (hasHoles && (Sees("{{") || Sees("}}"))) Take(2, value);
            else if (hasHoles && Here == '{') Hole(1, 1, value);
            else Take(1, value);
        }
        Blank(1);
    }

    private void Hole(int opened, int braces, StringBuilder value)
    {
        Take(opened - braces, value);
        Blank(braces);
        ReadCode(isHole: true);
        while (Here is not '}' and not '\0') Blank(1);
        Blank(braces);
        value.Append("{}");
    }

    private void Take(int count, StringBuilder value)
    {
        value.Append(_text, _at, Math.Min(count, _text.Length - _at));
        Blank(count);
    }
}

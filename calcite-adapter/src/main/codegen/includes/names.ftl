/** Makes the next token a name when it is a word, reserved or not. */
JAVACODE void nextWordIsName() {
    final Token next = getToken(1);
    if (Words.isWord(next.image)) {
        next.kind = IDENTIFIER;
        jj_ntk = -1;
    }
}

/** Reads a word that is no keyword of the grammar and stands only here. */
void Word(String expected) :
{
    final SqlIdentifier word;
}
{
    word = SimpleIdentifier() {
        Words.expect(word, expected);
    }
}

/** A number, signed or not, or a parameter. Its range is the planner's business. */
SqlNode NumberOrParameter() :
{
    final SqlNode e;
}
{
    (
        e = NumericLiteral()
    |
        e = DynamicParam()
    )
    { return e; }
}

/** A string or a parameter. */
SqlNode StringOrParameter() :
{
    final SqlNode e;
}
{
    (
        e = StringLiteral()
    |
        e = DynamicParam()
    )
    { return e; }
}

/** One of the clauses that make a SELECT a search. */
void SearchClause(SearchClauses clauses) :
{
    final Span s;
    final SqlNode e;
    final SqlIdentifier word;
}
{
    EmbeddingClause(clauses)
|
    <WHERE_DOCUMENT> { s = span(); }
    e = DocumentCondition() { clauses.documentCondition(s.end(e), e); }
|
    <SIMILARITY> { s = span(); }
    word = SimpleIdentifier() { clauses.similarity(s.end(this), word); }
|
    <TOPK> { s = span(); }
    e = NumberOrParameter() { clauses.topK(s.end(this), e); }
|
    LateSearchClause(clauses)
}

/** A clause that may also stand after ORDER BY. */
void LateSearchClause(SearchClauses clauses) :
{
    final Span s;
    final SqlNode e;
    final MmrParameters parameters = new MmrParameters();
}
{
    <RERANK> { s = span(); } <BY> Word("MMR")
    [
        <LPAREN> MmrParameter(parameters) ( <COMMA> MmrParameter(parameters) )* <RPAREN>
    ]
    { clauses.rerank(parameters.rerank(s.end(this))); }
|
    <WITH> { s = span(); } <SCORE> <THRESHOLD>
    e = NumberOrParameter() { clauses.threshold(s.end(this), e); }
}

void MmrParameter(MmrParameters parameters) :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    name = SimpleIdentifier() <EQ> value = NumberOrParameter() { parameters.set(name, value); }
}

void EmbeddingClause(SearchClauses clauses) :
{
    final Span s;
    final List<SqlNode> sources = new ArrayList<SqlNode>();
    boolean batch = false;
    SqlNode e;
}
{
    <USING> { s = span(); } <EMBEDDING>
    (
        <BATCH> { batch = true; }
        <LPAREN> e = EmbeddingSource() { sources.add(e); }
        ( <COMMA> e = EmbeddingSource() { sources.add(e); } )*
        <RPAREN>
    |
        <LPAREN> e = EmbeddingSource() { sources.add(e); } <RPAREN>
    )
    { clauses.embedding(s.end(this), sources, batch); }
}

/** TEXT and VECTOR are names, too: only what follows tells a source from a column. */
SqlNode EmbeddingSource() :
{
    final Span s;
    SqlNode e;
    SqlNode model = null;
}
{
    LOOKAHEAD({ getToken(1).kind == TEXT && Words.beginsOperand(getToken(2).image) })
    <TEXT> { s = span(); }
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    [ <MODEL> model = StringOrParameter() ]
    { return new SqlTextSource(s.end(this), e, model); }
|
    LOOKAHEAD(<VECTOR> <LBRACKET>)
    e = VectorSource() { return e; }
|
    e = OrderedQueryOrExpr(ExprContext.ACCEPT_ALL) { return e; }
}

SqlNode VectorSource() :
{
    final Span s;
    final List<SqlNode> elements = new ArrayList<SqlNode>();
    SqlNode e;
}
{
    <VECTOR> { s = span(); } <LBRACKET>
    [
        e = NumberOrParameter() { elements.add(e); }
        ( <COMMA> e = NumberOrParameter() { elements.add(e); } )*
    ]
    <RBRACKET>
    { return new SqlVectorSource(s.end(this), new SqlNodeList(elements, s.pos())); }
}

/** What WHERE_DOCUMENT asks of the document: ordinary predicates whose column may be left out. */
SqlNode DocumentCondition() :
{
    SqlNode left;
    SqlNode right;
}
{
    left = DocumentConjunction()
    (
        <OR> right = DocumentConjunction() {
            left = SqlStdOperatorTable.OR.createCall(Span.of(left, right).pos(), left, right);
        }
    )*
    { return left; }
}

SqlNode DocumentConjunction() :
{
    SqlNode left;
    SqlNode right;
}
{
    left = DocumentPredicate()
    (
        <AND> right = DocumentPredicate() {
            left = SqlStdOperatorTable.AND.createCall(Span.of(left, right).pos(), left, right);
        }
    )*
    { return left; }
}

SqlNode DocumentPredicate() :
{
    final Span s;
    SqlNode e;
    final SqlIdentifier column;
}
{
    <LPAREN> e = DocumentCondition() <RPAREN> { return e; }
|
    // NOT CONTAINS 's' negates the operator, NOT (...) and NOT document CONTAINS 's' the predicate.
    LOOKAHEAD(<NOT> ( <LPAREN> | <NOT> | CompoundIdentifier() ))
    <NOT> { s = span(); } e = DocumentPredicate() {
        return SqlStdOperatorTable.NOT.createCall(s.end(e), e);
    }
|
    column = CompoundIdentifier() { SearchClauses.checkDocument(column); }
    e = DocumentComparison(column) { return e; }
|
    e = DocumentComparison(SearchClauses.documentAt(getToken(1).beginLine, getToken(1).beginColumn)) { return e; }
}

SqlNode DocumentComparison(SqlIdentifier column) :
{
    final Span s = Span.of(column);
    SqlOperator op;
    boolean not = false;
    SqlNode operand;
    SqlNode escape = null;
}
{
    [ <NOT> { not = true; } ]
    (
        <CONTAINS> { op = not ? ChromaOperators.NOT_CONTAINS : ChromaOperators.CONTAINS; }
        operand = DocumentOperand()
    |
        <REGEX> { op = not ? ChromaOperators.NOT_REGEX : ChromaOperators.REGEX; }
        operand = DocumentOperand()
    |
        (
            <LIKE> { op = not ? SqlStdOperatorTable.NOT_LIKE : SqlStdOperatorTable.LIKE; }
        |
            <ILIKE> { op = not ? SqlLibraryOperators.NOT_ILIKE : SqlLibraryOperators.ILIKE; }
        )
        operand = DocumentOperand()
        [ <ESCAPE> escape = Expression3(ExprContext.ACCEPT_SUB_QUERY) ]
    )
    {
        return escape == null
            ? op.createCall(s.end(operand), column, operand)
            : op.createCall(s.end(escape), column, operand, escape);
    }
}

/** One value, or several strung together with ||. */
SqlNode DocumentOperand() :
{
    SqlNode e;
    SqlNode next;
}
{
    e = Expression3(ExprContext.ACCEPT_SUB_QUERY)
    (
        <CONCAT> next = Expression3(ExprContext.ACCEPT_SUB_QUERY) {
            e = SqlStdOperatorTable.CONCAT.createCall(Span.of(e, next).pos(), e, next);
        }
    )*
    { return e; }
}

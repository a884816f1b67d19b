/** EXPLAIN [PLAN] [AS JSON] [FOR] statement. */
SqlNode ExplainStatement() :
{
    final Span s;
    final SqlNode statement;
    ExplainFormat format = ExplainFormat.TEXT;
}
{
    <EXPLAIN> { s = span(); }
    [ <PLAN> ]
    [ <AS> <JSON> { format = ExplainFormat.JSON; } ]
    [ <FOR> ]
    statement = SqlQueryOrDml() {
        return new SqlExplainStatement(s.end(statement), statement, format);
    }
}

/** What begins as no statement does. */
JAVACODE SqlNode NoStatement() {
    final Token first = getNextToken();
    throw Words.noStatement(first.image, getPos());
}

/** A statement that Calcite does not know, or knows in another form. */
SqlNode OwnStatement() :
{
    final SqlNode statement;
}
{
    (
        statement = ExplainStatement()
    |
        statement = CreateStatement()
    |
        statement = DropStatement()
    |
        statement = AlterStatement()
    |
        statement = ShowStatement()
    |
        statement = DescribeStatement()
    |
        statement = ReindexStatement()
    |
        statement = TruncateStatement()
    )
    { return statement; }
}

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
    [ LOOKAHEAD(1) <AS> <JSON> { format = ExplainFormat.JSON; } ]
    [ LOOKAHEAD(1) <FOR> ]
    statement = SqlQueryOrDml() {
        return new SqlExplainStatement(s.end(statement), statement, format);
    }
}

SqlNode CreateStatement() :
{
    final Span s;
    final SqlNode statement;
    boolean replace = false;
}
{
    <CREATE> { s = span(); }
    (
        LOOKAHEAD(1)
        <TABLE> statement = CreateTable(s)
    |
        LOOKAHEAD(1)
        <SCHEMA> statement = CreateSchema(s)
    |
        LOOKAHEAD(1)
        <INDEX> statement = CreateIndex(s)
    |
        LOOKAHEAD(1)
        [ LOOKAHEAD(1) <OR> <REPLACE> { replace = true; } ]
        <VIEW> statement = CreateView(s, replace)
    )
    { return statement; }
}

boolean IfNotExists() :
{}
{
    LOOKAHEAD(<IF> <NOT>)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

boolean IfExists() :
{}
{
    LOOKAHEAD(<IF> <EXISTS>)
    <IF> <EXISTS> { return true; }
|
    { return false; }
}

SqlNode CreateTable(Span s) :
{
    final boolean ifNotExists;
    final SqlIdentifier table;
    SqlNodeList keys = null;
    SqlNodeList columns = null;
    SqlNodeList settings = null;
    final SqlNodeList collections;
    final SqlNode configuration;
}
{
    ifNotExists = IfNotExists()
    table = CompoundTableIdentifier()
    (
        LOOKAHEAD(1)
        <ROUTED> <BY> keys = KeyList()
        (
            LOOKAHEAD(1)
            <OVER> collections = StringList() {
                return SqlCreateRoutedTable.over(s.end(this), ifNotExists, table, keys, collections);
            }
        |
            LOOKAHEAD(1)
            <USING> <CONFIG> configuration = StringLiteral() {
                return SqlCreateRoutedTable.usingConfig(
                    s.end(this), ifNotExists, table, keys, configuration);
            }
        )
    |
        LOOKAHEAD(1)
        <USING> <CONFIG> configuration = StringLiteral() {
            return SqlCreateRoutedTable.usingConfig(
                s.end(this), ifNotExists, table, null, configuration);
        }
    |
        LOOKAHEAD(1)
        [ LOOKAHEAD(1) columns = ColumnDeclarations() ]
        [ LOOKAHEAD(1) <WITH> settings = Options() ]
        { return new SqlCreateTable(s.end(this), ifNotExists, table, columns, settings); }
    )
}

SqlNode CreateSchema(Span s) :
{
    final boolean ifNotExists;
    final SqlIdentifier schema;
}
{
    ifNotExists = IfNotExists()
    schema = CompoundIdentifier() {
        return new SqlCreateSchema(s.end(this), ifNotExists, schema);
    }
}

SqlNode CreateView(Span s, boolean replace) :
{
    final SqlIdentifier view;
    SqlNodeList columns = null;
    final SqlNode query;
}
{
    view = CompoundTableIdentifier()
    [ LOOKAHEAD(1) columns = ParenthesizedSimpleIdentifierList() ]
    <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
        return new SqlCreateView(s.end(this), replace, view, columns, query);
    }
}

SqlNode CreateIndex(Span s) :
{
    final boolean ifNotExists;
    final SqlIdentifier index;
    final SqlIdentifier table;
    final List<SqlNode> keys = new ArrayList<SqlNode>();
    final Span keySpan;
}
{
    ifNotExists = IfNotExists()
    index = SimpleIdentifier()
    <ON> table = CompoundTableIdentifier()
    <LPAREN> { keySpan = span(); }
    IndexKey(keys) ( LOOKAHEAD(1) <COMMA> IndexKey(keys) )*
    <RPAREN> {
        return new SqlCreateIndex(
            s.end(this), ifNotExists, index, table, new SqlNodeList(keys, keySpan.end(this)));
    }
}

void IndexKey(List<SqlNode> keys) :
{
    final Span s;
    final SqlIdentifier key;
    SqlIdentifier type = null;
}
{
    key = CompoundIdentifier() { s = span(); }
    [ LOOKAHEAD(1) type = SimpleIdentifier() ]
    { keys.add(SqlIndexKey.of(s.end(this), key, type)); }
}

SqlNode DropStatement() :
{
    final Span s;
    final boolean ifExists;
    final SqlIdentifier name;
    SqlIdentifier table = null;
}
{
    <DROP> { s = span(); }
    (
        LOOKAHEAD(1)
        <TABLE> ifExists = IfExists() name = CompoundTableIdentifier() {
            return new SqlDropTable(s.end(this), ifExists, name);
        }
    |
        LOOKAHEAD(1)
        <SCHEMA> ifExists = IfExists() name = CompoundIdentifier() {
            return new SqlDropSchema(s.end(this), ifExists, name);
        }
    |
        LOOKAHEAD(1)
        <VIEW> ifExists = IfExists() name = CompoundTableIdentifier() {
            return new SqlDropView(s.end(this), ifExists, name);
        }
    |
        LOOKAHEAD(1)
        <INDEX> ifExists = IfExists() name = SimpleIdentifier()
        [ LOOKAHEAD(1) <ON> table = CompoundTableIdentifier() ]
        { return new SqlDropIndex(s.end(this), ifExists, name, table); }
    )
}

SqlNode AlterStatement() :
{
    final Span s;
    final SqlIdentifier name;
    SqlIdentifier other = null;
    final SqlNodeList list;
}
{
    <ALTER> { s = span(); }
    (
        LOOKAHEAD(1)
        <TABLE> name = CompoundTableIdentifier()
        (
            LOOKAHEAD(1)
            <RENAME> <TO> other = SimpleIdentifier() {
                return new SqlRenameTable(s.end(this), name, other);
            }
        |
            LOOKAHEAD(1)
            <SET> list = Options() {
                return new SqlSetTableOptions(s.end(this), name, list);
            }
        |
            LOOKAHEAD(1)
            <DECLARE> ( LOOKAHEAD(2) list = NoColumns() | list = ColumnDeclarations() ) {
                return new SqlDeclareColumns(s.end(this), name, list);
            }
        |
            LOOKAHEAD(1)
            <REFRESH> <ROUTES> {
                return new SqlRefreshRoutes(s.end(this), name);
            }
        )
    |
        LOOKAHEAD(1)
        <INDEX> name = SimpleIdentifier()
        [ LOOKAHEAD(1) <ON> other = CompoundTableIdentifier() ]
        <REBUILD> { return new SqlRebuildIndex(s.end(this), name, other); }
    )
}

SqlNode ShowStatement() :
{
    final Span s;
    final SqlShow.Subject subject;
    SqlIdentifier table = null;
}
{
    <SHOW> { s = span(); }
    (
        LOOKAHEAD(1)
        <TABLES> { subject = SqlShow.Subject.TABLES; }
    |
        LOOKAHEAD(1)
        <SCHEMAS> { subject = SqlShow.Subject.SCHEMAS; }
    |
        LOOKAHEAD(1)
        <COLUMNS> { subject = SqlShow.Subject.COLUMNS; } <FROM> table = CompoundTableIdentifier()
    |
        LOOKAHEAD(1)
        <ROUTES> { subject = SqlShow.Subject.ROUTES; } <FROM> table = CompoundTableIdentifier()
    |
        LOOKAHEAD(1)
        <INDEXES> { subject = SqlShow.Subject.INDEXES; }
        [ LOOKAHEAD(1) <FROM> table = CompoundTableIdentifier() ]
    )
    { return new SqlShow(s.end(this), subject, table); }
}

SqlNode DescribeStatement() :
{
    final Span s;
    final SqlIdentifier table;
}
{
    <DESCRIBE> { s = span(); }
    table = CompoundTableIdentifier() { return new SqlDescribe(s.end(this), table); }
}

SqlNode ReindexStatement() :
{
    final Span s;
    final SqlIdentifier table;
}
{
    <REINDEX> { s = span(); }
    table = CompoundTableIdentifier() { return new SqlReindex(s.end(this), table); }
}

SqlNode TruncateStatement() :
{
    final Span s;
    final SqlIdentifier table;
}
{
    <TRUNCATE> { s = span(); } <TABLE>
    table = CompoundTableIdentifier() { return new SqlTruncateTable(s.end(this), table); }
}

/** (metadata.k, ...). */
SqlNodeList KeyList() :
{
    final Span s;
    final List<SqlNode> keys = new ArrayList<SqlNode>();
    SqlIdentifier key;
}
{
    <LPAREN> { s = span(); }
    key = CompoundIdentifier() { keys.add(key); }
    ( LOOKAHEAD(1) <COMMA> key = CompoundIdentifier() { keys.add(key); } )*
    <RPAREN> { return new SqlNodeList(keys, s.end(this)); }
}

/** ('a', ...). */
SqlNodeList StringList() :
{
    final Span s;
    final List<SqlNode> strings = new ArrayList<SqlNode>();
    SqlNode string;
}
{
    <LPAREN> { s = span(); }
    string = StringLiteral() { strings.add(string); }
    ( LOOKAHEAD(1) <COMMA> string = StringLiteral() { strings.add(string); } )*
    <RPAREN> { return new SqlNodeList(strings, s.end(this)); }
}

/** (): no column. */
SqlNodeList NoColumns() :
{
    final Span s;
}
{
    <LPAREN> { s = span(); } <RPAREN> { return new SqlNodeList(s.end(this)); }
}

/** (metadata.k BIGINT, metadata.t TIMESTAMP FROM 'epoch_s', ...). */
SqlNodeList ColumnDeclarations() :
{
    final Span s;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    ColumnDeclaration(columns) ( LOOKAHEAD(1) <COMMA> ColumnDeclaration(columns) )*
    <RPAREN> { return new SqlNodeList(columns, s.end(this)); }
}

void ColumnDeclaration(List<SqlNode> columns) :
{
    final Span s;
    final SqlIdentifier column;
    final SqlDataTypeSpec type;
    SqlNode format = null;
}
{
    column = CompoundIdentifier() { s = span(); }
    type = DataType()
    [ LOOKAHEAD(1) <FROM> format = StringLiteral() ]
    { columns.add(new SqlColumnDeclaration(s.end(this), column, type, format)); }
}

/** (name = value, ...). */
SqlNodeList Options() :
{
    final Span s;
    final List<SqlNode> settings = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    Option(settings) ( LOOKAHEAD(1) <COMMA> Option(settings) )*
    <RPAREN> { return new SqlNodeList(settings, s.end(this)); }
}

void Option(List<SqlNode> settings) :
{
    final Span s;
    final SqlIdentifier name;
    final SqlNode value;
}
{
    name = SimpleIdentifier() { s = span(); SqlOption.checkFirst(settings, name); }
    <EQ>
    (
        value = Literal()
    |
        value = DynamicParam()
    )
    { settings.add(new SqlOption(s.end(this), name, value)); }
}

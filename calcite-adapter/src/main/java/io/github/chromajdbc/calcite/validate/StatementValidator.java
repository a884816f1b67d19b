package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.function.RoundingFunctions;
import io.github.chromajdbc.calcite.function.StatisticFunction;
import io.github.chromajdbc.calcite.parser.ChromaOperators;
import io.github.chromajdbc.calcite.rel.ChromaTable;
import io.github.chromajdbc.calcite.rel.ComputedTable;
import io.github.chromajdbc.calcite.rel.ViewTable;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.system.InformationRows;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/**
 * Settles names and types of a query.
 *
 * <p>A metadata key that no collection in scope knows makes Calcite's validator fail; then the key
 * is added to the collection it must mean and the query is validated again. So Calcite's own
 * scoping decides: a known key of an outer scope wins over an unknown one of the inner. It is
 * validated again, too, when a subquery that groups names a column of the row around, which Calcite
 * refuses as not being grouped: then a query of its own stands for the column.
 */
public final class StatementValidator {
  private static final int MAX_UNKNOWN_KEYS = 200;

  private static final SqlOperatorTable OPERATORS =
      new AnyCaseOperators(
          SqlOperatorTables.chain(
              SqlOperatorTables.of(StatisticFunction.all()),
              SqlOperatorTables.of(RoundingFunctions.all())),
          SqlOperatorTables.chain(
              SqlOperatorTables.of(
                  ChromaOperators.CONTAINS,
                  ChromaOperators.REGEX,
                  ChromaOperators.NOT_CONTAINS,
                  ChromaOperators.NOT_REGEX,
                  SqlLibraryOperators.TRY_CAST,
                  SqlLibraryOperators.SAFE_CAST),
              SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                  SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL),
              SqlOperatorTables.of(ChromaFunctions.all())));

  private final Engine engine;
  private final StoreAbilities abilities;
  private final boolean alwaysExact;

  /**
   * @param engine that the tables of INFORMATION_SCHEMA ask
   */
  public StatementValidator(Engine engine, StoreAbilities abilities, boolean alwaysExact) {
    this.engine = engine;
    this.abilities = abilities;
    this.alwaysExact = alwaysExact;
  }

  /** Whether statements can call a function of this name. */
  public static boolean knowsFunction(String name) {
    return !functions(name).isEmpty();
  }

  /** Whether a function of this name can be one over rows. */
  static boolean knowsAggregate(String name) {
    return functions(name).stream().anyMatch(SqlOperator::isAggregator);
  }

  private static List<SqlOperator> functions(String name) {
    List<SqlOperator> found = new ArrayList<>();
    OPERATORS.lookupOperatorOverloads(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        SqlSyntax.FUNCTION,
        found,
        SqlNameMatchers.withCaseSensitive(false));
    return found;
  }

  /**
   * Validates a query.
   *
   * @param parse gives the query's tree, a new one each time
   * @param lookup where the names of tables are found
   * @throws io.github.chromajdbc.error.ChromaException 42S02, 42S22, 42702, 42000, ...
   */
  public ValidatedQuery validate(
      Supplier<SqlNode> parse, TableLookup lookup, Cancellation cancellation) {
    return validate(parse, lookup, cancellation, 0, List.of());
  }

  /**
   * Validates the query of a view, whose names are looked up in the view's database.
   *
   * @param description the view as tables are described
   * @throws io.github.chromajdbc.error.ChromaException 42601, 42S02, 42S22, 42000, ...
   */
  public ViewReference validateView(
      CollectionInfo description, StoredView view, TableLookup lookup, Cancellation cancellation) {
    return new ViewQueries(this, lookup, cancellation, List.of()).query(description, view, 0);
  }

  /**
   * Validates a query that may stand in views.
   *
   * @param firstPosition of its mentions of tables
   * @param around the views that it stands in, the outermost first
   */
  ValidatedQuery validate(
      Supplier<SqlNode> parse,
      TableLookup lookup,
      Cancellation cancellation,
      int firstPosition,
      List<CollectionInfo> around) {
    ViewQueries viewQueries = new ViewQueries(this, lookup, cancellation, around);
    Map<Integer, List<TableColumn>> statementKeys = new HashMap<>();
    Set<SqlParserPos> columnsAround = new HashSet<>();
    List<ChromaWarning> warnings = new ArrayList<>();
    for (int attempt = 0; attempt < MAX_UNKNOWN_KEYS; attempt++) {
      cancellation.throwIfCancelled();
      StatementRewriter rewriter =
          new StatementRewriter(
              lookup, statementKeys, columnsAround, alwaysExact, viewQueries, firstPosition);
      SqlNode rewritten = rewriter.rewrite(parse.get());
      int knownAround = columnsAround.size();
      try {
        return validate(rewritten, lookup, rewriter, columnsAround, warnings);
      } catch (CalciteContextException e) {
        if (columnsAround.size() > knownAround) {
          continue;
        }
        UnknownKey unknown = UnknownKey.find(e, rewriter);
        if (unknown == null) {
          throw ValidationErrors.explain(e, rewriter);
        }
        statementKeys
            .computeIfAbsent(unknown.reference().position(), ignored -> new ArrayList<>())
            .addAll(StatementKeys.columnsOf(unknown.key()));
        warnings.add(unknown.warning());
      }
    }
    throw ChromaError.LIMIT_EXCEEDED.exception(
        "A statement can name at most " + MAX_UNKNOWN_KEYS + " metadata keys that are not known");
  }

  private ValidatedQuery validate(
      SqlNode rewritten,
      TableLookup lookup,
      StatementRewriter rewriter,
      Set<SqlParserPos> columnsAround,
      List<ChromaWarning> warnings) {
    List<TableReference> references = rewriter.references();
    ChromaTypeFactory typeFactory = new ChromaTypeFactory();
    CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
    for (TableReference reference : references) {
      schema.add(
          reference.schemaName(),
          new ChromaTable(
              reference.collection(),
              reference.layout(),
              abilities,
              lookup.routed(reference.collection())));
    }
    for (ViewReference view : rewriter.views()) {
      schema.add(view.schemaName(), new ViewTable(view.schemaName(), view.rowType()));
    }
    for (InformationReference reference : rewriter.informationTables()) {
      schema.add(
          reference.schemaName(),
          new ComputedTable(
              new InformationRows(reference.table(), engine, reference.tenant()),
              reference.table()::rowType));
    }
    CalciteCatalogReader catalogReader = new CatalogReader(schema, typeFactory);
    ChromaValidator validator =
        new ChromaValidator(
            OPERATORS,
            catalogReader,
            typeFactory,
            SqlValidator.Config.DEFAULT
                .withConformance(ChromaConformance.INSTANCE)
                .withTypeCoercionFactory(ImplicitCasts::new)
                .withIdentifierExpansion(true),
            columnsAround);
    SqlNode validated = validator.validate(rewritten);
    RelDataType rowType = validator.getValidatedNodeType(validated);
    Map<Integer, RelDataType> parameterTypes = parameterTypes(validator, validated);
    LongInLists.mark(validated, validator);
    return new ValidatedQuery(
        validated,
        validator,
        catalogReader,
        typeFactory,
        rowType,
        origins(validator, validated, rowType),
        withThoseOfViews(references, rewriter.views(), ValidatedQuery::references),
        withThoseOfViews(rewriter.views(), rewriter.views(), ValidatedQuery::views),
        List.copyOf(rewriter.informationTables()),
        parameterTypes,
        Map.copyOf(rewriter.rowCounts()),
        withThoseOfViews(warnings, rewriter.views(), ValidatedQuery::warnings).stream()
            .distinct() // A search over a view finds the view's unknown keys again.
            .toList());
  }

  /** What a query has and what those of its views have, views in views included. */
  private static <T> List<T> withThoseOfViews(
      List<T> own, List<ViewReference> views, Function<ValidatedQuery, List<T>> those) {
    return Stream.concat(
            own.stream(), views.stream().flatMap(view -> those.apply(view.query()).stream()))
        .toList();
  }

  private static List<List<String>> origins(
      ChromaValidator validator, SqlNode node, RelDataType rowType) {
    List<List<String>> origins = new ArrayList<>();
    for (@Nullable List<String> origin : validator.getFieldOrigins(node)) {
      origins.add(
          origin == null
              ? List.of()
              : List.copyOf(origin.subList(origin.size() - 2, origin.size())));
    }
    while (origins.size() < rowType.getFieldCount()) {
      origins.add(List.of());
    }
    return origins;
  }

  /** By index: the parameter row type that Calcite has follows the order of the tree instead. */
  private static Map<Integer, RelDataType> parameterTypes(SqlValidator validator, SqlNode node) {
    Map<Integer, RelDataType> types = new LinkedHashMap<>();
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
            if (type != null) {
              types.put(parameter.getIndex(), type);
            }
            return null;
          }
        });
    return types;
  }

  private static final class CatalogReader extends CalciteCatalogReader {
    CatalogReader(CalciteSchema schema, RelDataTypeFactory typeFactory) {
      super(
          schema,
          ExactThenUniqueNameMatcher.INSTANCE,
          List.of(List.of()),
          typeFactory,
          new CalciteConnectionConfigImpl(new Properties()) {
            @Override
            public org.apache.calcite.sql.validate.SqlConformance conformance() {
              return ChromaConformance.INSTANCE;
            }
          });
    }
  }
}

package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaWarning;
import java.util.List;
import java.util.Map;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * A query whose names and types are settled.
 *
 * @param rowType of the result, with its columns' labels
 * @param origins for each column of the result the path {@code [table, column]} it comes from,
 *     empty for an expression
 * @param references the mentions of collections, those inside views too
 * @param views the mentions of views, those inside views too
 * @param informationTables the tables of INFORMATION_SCHEMA that it names
 * @param parameterTypes by the index of the {@code ?} in the text, 0-based
 * @param rowCounts LIMIT or OFFSET by the index of the {@code ?} that it has
 * @param warnings what the user should know
 */
public record ValidatedQuery(
    SqlNode node,
    SqlValidator validator,
    CalciteCatalogReader catalogReader,
    ChromaTypeFactory typeFactory,
    RelDataType rowType,
    List<List<String>> origins,
    List<TableReference> references,
    List<ViewReference> views,
    List<InformationReference> informationTables,
    Map<Integer, RelDataType> parameterTypes,
    Map<Integer, String> rowCounts,
    List<ChromaWarning> warnings) {}

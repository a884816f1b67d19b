package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.rel.ChromaSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;
import org.jspecify.annotations.Nullable;

/** Lets the candidates of a search bring their ids, and the search what is used above it. */
public final class SearchFieldTrimmer extends RelFieldTrimmer {

  SearchFieldTrimmer(@Nullable SqlValidator validator, RelBuilder relBuilder) {
    super(validator, relBuilder);
  }

  /** Called by reflection, as the methods of the base class for other operators are. */
  public TrimResult trimFields(
      ChromaSearch search, ImmutableBitSet fieldsUsed, Set<RelDataTypeField> extraFields) {
    RelNode input = search.getInput();
    List<String> inputNames = input.getRowType().getFieldNames();
    List<TableColumn> kept = new ArrayList<>();
    RelDataTypeFactory.Builder rowType = search.getCluster().getTypeFactory().builder();
    int fieldCount = search.getRowType().getFieldCount();
    ImmutableBitSet used =
        fieldsUsed.isEmpty() ? ImmutableBitSet.of(indexOf(search, Role.ID)) : fieldsUsed;
    Mapping mapping =
        Mappings.create(MappingType.INVERSE_SURJECTION, fieldCount, used.cardinality());
    for (int index : used) {
      TableColumn column = search.columns().get(index);
      mapping.set(index, kept.size());
      kept.add(column);
      rowType.add(search.getRowType().getFieldList().get(index));
    }
    TrimResult trimmed =
        trimChild(search, input, candidateFields(search, kept, inputNames), Set.of());
    ChromaSearch narrow =
        ChromaSearch.logical(
            trimmed.left,
            search.collection(),
            kept,
            search.search(),
            search.operands(),
            rowType.build());
    return result(narrow, mapping, search);
  }

  /** The ids; of a routed table, whose rows are not read by id, all that is needed of a row. */
  private static ImmutableBitSet candidateFields(
      ChromaSearch search, List<TableColumn> kept, List<String> inputNames) {
    ImmutableBitSet.Builder used = ImmutableBitSet.builder();
    used.set(inputNames.indexOf("id"));
    if (search.routed() != null) {
      used.set(inputNames.indexOf("embedding"));
      for (TableColumn column : kept) {
        int position = inputNames.indexOf(column.name());
        if (position >= 0) {
          used.set(position);
        }
      }
    }
    return used.build();
  }

  private static int indexOf(ChromaSearch search, Role role) {
    for (int i = 0; i < search.columns().size(); i++) {
      if (search.columns().get(i).role() == role) {
        return i;
      }
    }
    throw new IllegalStateException("A search has an id");
  }
}

package io.github.chromajdbc.calcite.exec.row;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.function.ComparableArray;
import io.github.chromajdbc.calcite.function.VectorValue;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of columns in a page of records, in the classes that Calcite's runtime has for them.
 */
public final class RowReader {
  private final CollectionInfo collection;
  private final List<TableColumn> columns;
  private final StoredTimes times;

  public RowReader(CollectionInfo collection, List<TableColumn> columns, StoredTimes times) {
    this.times = times;
    this.collection = collection;
    this.columns = columns;
  }

  int columnCount() {
    return columns.size();
  }

  /**
   * The value: String, Long (of a point in time: milliseconds since 1970, local time), Double,
   * Boolean, Integer, {@link VectorValue}, List, or null.
   *
   * @param queryIndex the position of the query that the page answers, 0-based
   */
  @Nullable Object value(RecordPage page, int row, int column, int queryIndex) {
    TableColumn wanted = columns.get(column);
    return switch (wanted.role()) {
      case ID -> page.ids()[row];
      case DISTANCE -> page.distances() == null ? null : (Object) page.distances()[row];
      case QUERY_INDEX -> queryIndex;
      case DOCUMENT -> at(page.documents(), row);
      case URI -> at(page.uris(), row);
      case METADATA -> at(page.metadataJson(), row);
      case EMBEDDING -> {
        float[] vector = at(page.embeddings(), row);
        yield vector == null ? null : new VectorValue(vector);
      }
      case COLLECTION -> collection.name();
      case METADATA_KEY -> {
        Object[] values = page.metadata().get(wanted.requireKey());
        Object value = values == null ? null : values[row];
        yield value == null ? null : typed(value, wanted);
      }
    };
  }

  private static <T> @Nullable T at(@Nullable T @Nullable [] values, int row) {
    return values == null ? null : values[row];
  }

  /** A metadata value as its column's type has it; null when it is of another type. */
  private @Nullable Object typed(Object value, TableColumn column) {
    return switch (column.type()) {
      case TEXT, MIXED -> MetadataText.of(value);
      case INTEGER -> wholeNumber(value);
      case NUMBER -> value instanceof Number number ? (Object) (number.doubleValue() + 0.0) : null;
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case TEXT_ARRAY -> elements(value, MetadataText::of);
      case INTEGER_ARRAY -> elements(value, RowReader::wholeNumber);
      case NUMBER_ARRAY ->
          elements(
              value,
              element -> element instanceof Number number ? (Object) number.doubleValue() : null);
      case BOOLEAN_ARRAY -> elements(value, element -> element);
      case EPOCH_SECONDS, EPOCH_MILLIS, ISO_TIME -> times.localMillis(value, column);
      case VECTOR, POSITION -> null;
    };
  }

  private static @Nullable Object wholeNumber(Object value) {
    if (value instanceof Double number) {
      long whole = number.longValue();
      return whole == number ? (Object) whole : null;
    }
    return value instanceof Long ? value : null;
  }

  private static @Nullable Object elements(Object value, ElementReader reader) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    List<@Nullable Object> elements = new ArrayList<>(list.size());
    for (Object element : list) {
      elements.add(element == null ? null : reader.read(element));
    }
    return ComparableArray.of(elements);
  }

  @FunctionalInterface
  private interface ElementReader {
    @Nullable Object read(Object element);
  }
}

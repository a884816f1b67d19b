package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.row.RowReader;
import io.github.chromajdbc.calcite.exec.row.RowSource;
import io.github.chromajdbc.calcite.exec.row.StoredTimes;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * Records that generated code decides on. Which ones, a {@link ResidualSearch} says before it reads
 * what remains of them: all that match, or those that Chroma found near.
 */
public record CandidateRows(CollectionInfo collection, List<TableColumn> columns) {

  /** {@link #rows}. */
  public static final Method ROWS =
      Types.lookupMethod(CandidateRows.class, "rows", DataContext.class, CandidateRows.class);

  public CandidateRows {
    columns = List.copyOf(columns);
  }

  /** The rows to decide on now; asked for anew by each enumerator. */
  public static Enumerable<@Nullable Object> rows(DataContext root, CandidateRows candidates) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    RowReader reader =
        new RowReader(
            candidates.collection(),
            candidates.columns(),
            new StoredTimes(dataContext.readContext()));
    return ReadRuntime.enumerable(
        () -> new RowSource(dataContext.candidates(candidates), reader, 0, Long.MAX_VALUE),
        dataContext.readContext());
  }

  /** What is asked for of them. */
  RecordFields fields() {
    return ReadPlan.of(collection, columns).fields();
  }
}

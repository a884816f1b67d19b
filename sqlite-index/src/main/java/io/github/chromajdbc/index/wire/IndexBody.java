package io.github.chromajdbc.index.wire;

import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JSON of an index holds besides its definition. */
record IndexBody(
    String collectionId,
    @Nullable String tenant,
    @Nullable String database,
    @Nullable String collectionName,
    IndexInfo.State state,
    List<PhysicalIndexInfo> physical,
    List<String> warnings) {

  IndexBody(IndexInfo info) {
    this(
        info.collectionId(),
        info.tenant(),
        info.database(),
        info.collectionName(),
        info.state(),
        info.physical(),
        info.warnings());
  }

  IndexInfo with(IndexDefinition definition) {
    return new IndexInfo(
        definition, collectionId, tenant, database, collectionName, state, physical, warnings);
  }
}

package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.NamedObject;
import schemacrawler.schema.Schema;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/** SchemaCrawler reads all that DatabaseMetaData has, at its maximum level. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaCrawlerTest {
  private final TestDatabase database;

  SchemaCrawlerTest(TestDatabase database) {
    this.database = database;
    Papers.create(database);
  }

  @Test
  void theMaximumLevelFindsTablesColumnsAndKeys() throws Exception {
    SchemaCrawlerOptions options =
        SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
            .withLimitOptions(
                LimitOptionsBuilder.builder()
                    .includeSchemas(
                        new RegularExpressionInclusionRule(
                            ".*(" + database.name().database() + "|INFORMATION_SCHEMA).*"))
                    .includeAllRoutines()
                    .tableTypes("TABLE,SYSTEM TABLE")
                    .toOptions())
            .withLoadOptions(
                LoadOptionsBuilder.builder()
                    .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                    .toOptions());
    DatabaseConnectionSource source =
        DatabaseConnectionSources.fromDataSource(ShippedDriver.dataSource(database.jdbcUrl()));
    try {
      Catalog catalog = SchemaCrawlerUtility.getCatalog(source, options);
      assertThat(catalog.getDatabaseInfo().getDatabaseProductName()).isEqualTo("Chroma");
      Schema schema =
          catalog
              .lookupSchema(database.name().tenant() + "." + database.name().database())
              .orElseThrow();
      assertThat(catalog.getTables(schema))
          .extracting(NamedObject::getName)
          .containsExactlyInAnyOrder("papers", "Notes");
      Table papers = catalog.lookupTable(schema, "papers").orElseThrow();
      assertThat(papers.getRemarks()).isEqualTo("Scientific papers");
      assertThat(papers.getPrimaryKey().getConstrainedColumns())
          .extracting(NamedObject::getName)
          .containsExactly("id");
      assertThat(papers.getColumns())
          .extracting(column -> column.getName() + " " + column.getColumnDataType().getName())
          .contains("id VARCHAR", "metadata.year BIGINT");
      assertThat(catalog.getSystemColumnDataTypes())
          .extracting(NamedObject::getName)
          .contains("BIGINT", "VARCHAR ARRAY", "REAL ARRAY");
    } finally {
      source.close();
    }
  }
}

package io.github.chromajdbc.it.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What users do with Spark's JDBC source, knowing nothing of the driver but its URL. Prints rows, a
 * line each, their values between bars.
 */
public final class SparkProgram {
  private static final int PARTITIONS = 8;
  private static final String BY_CATEGORY =
      "SELECT category, COUNT(*), SUM(n), AVG(amount), MAX(id) FROM events GROUP BY category"
          + " ORDER BY category";

  private final SparkSession spark;
  private final String url;

  private SparkProgram(SparkSession spark, String url) {
    this.spark = spark;
    this.url = url;
  }

  /** The arguments are what to do, the URL, the database, and how many records there are. */
  public static void main(String[] arguments) throws Exception {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config(
                "spark.sql.catalog.chroma",
                "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog")
            .config("spark.sql.catalog.chroma.url", arguments[1]);
    try (SparkSession spark = builder.getOrCreate()) {
      SparkProgram program = new SparkProgram(spark, arguments[1]);
      switch (arguments[0]) {
        case "bounds" -> program.bounds(Long.parseLong(arguments[3]));
        case "predicates" -> program.predicates();
        case "catalog" -> program.catalog(arguments[2]);
        case "types" -> program.types();
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  /** Partitions by ranges of a number. */
  private void bounds(long records) {
    Dataset<Row> events =
        spark.read().jdbc(url, "events", "n", 0, records, PARTITIONS, new Properties());
    events.createOrReplaceTempView("events");
    print(spark.sql("SELECT COUNT(*) FROM events"));
    print(spark.sql("SELECT COUNT(*) FROM events WHERE amount >= 30000.5 AND category <> 'c3'"));
    print(spark.sql(BY_CATEGORY));
    System.out.println(events.rdd().getNumPartitions());
  }

  /** Partitions by conditions. */
  private void predicates() {
    String[] conditions = new String[PARTITIONS];
    Arrays.setAll(conditions, part -> "category = 'c" + part + "'");
    Dataset<Row> events = spark.read().jdbc(url, "events", conditions, new Properties());
    events.createOrReplaceTempView("events");
    print(spark.sql(BY_CATEGORY));
    System.out.println(events.rdd().getNumPartitions());
  }

  /** A catalog of Spark's, which leaves aggregates, limits and offsets to the database. */
  private void catalog(String database) {
    String events = "chroma.`" + database + "`.events";
    print(spark.sql(BY_CATEGORY.replace("FROM events", "FROM " + events)));
    print(
        spark.sql(
            "SELECT id, n FROM " + events + " WHERE n > 100 ORDER BY n DESC LIMIT 3 OFFSET 2"));
    print(spark.sql("SELECT COUNT(id) FROM (SELECT id FROM " + events + " LIMIT 7)"));
    print(spark.sql("SHOW TABLES IN chroma.`" + database + "`"));
  }

  /** Times, arrays, truth, missing values, and an embedding. */
  private void types() {
    Dataset<Row> events = spark.read().jdbc(url, "events", new Properties());
    events.select("id", "tags", "created", "open", "amount", "rare").printSchema();
    events.createOrReplaceTempView("events");
    print(
        spark.sql(
            "SELECT id, tags, created, open, amount, rare FROM events"
                + " WHERE created >= TIMESTAMP '2020-01-01 00:00:03'"
                + " AND created < TIMESTAMP '2020-01-01 00:00:06' ORDER BY id"));
    print(spark.sql("SELECT id FROM events WHERE rare IS NOT NULL AND open ORDER BY id LIMIT 2"));
    print(
        spark
            .read()
            .format("jdbc")
            .option("url", url)
            .option("query", "SELECT id, embedding FROM events WHERE id = 'e1'")
            .load()
            .selectExpr("id", "from_json(embedding, 'array<float>')"));
  }

  private static void print(Dataset<Row> rows) {
    List<Row> all = rows.collectAsList();
    all.forEach(row -> System.out.println(row.mkString("|")));
  }
}

package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.convert.JavaClasses;
import io.github.chromajdbc.failure.Boundary;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What depends on the connection: its URL and server; and the lists of functions. */
abstract class ServerFacts extends GrammarFacts {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Set<Integer> CONVERTIBLE =
      Set.of(
          Types.VARCHAR,
          Types.CHAR,
          Types.BIGINT,
          Types.INTEGER,
          Types.SMALLINT,
          Types.TINYINT,
          Types.DOUBLE,
          Types.FLOAT,
          Types.REAL,
          Types.DECIMAL);

  private final MetadataHost host;

  ServerFacts(MetadataHost host) {
    this.host = host;
  }

  final MetadataHost host() {
    return host;
  }

  /** Without secrets. */
  @Override
  public String getURL() {
    return host.settings().publicUrl();
  }

  /** Empty when nobody knows. */
  @Override
  public String getUserName() {
    return host.session().user();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return host.connection().isReadOnly();
  }

  @Override
  public Connection getConnection() {
    return host.connection();
  }

  /** What the server says of itself, which is 1.0.0 for every Chroma 1.x. */
  @Override
  public String getDatabaseProductVersion() throws SQLException {
    Engine engine = host.openEngine();
    Cancellation never = Cancellation.never();
    return Boundary.ask(never, () -> engine.store().abilities(never).version());
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return versionPart(1);
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return versionPart(2);
  }

  private int versionPart(int number) throws SQLException {
    Matcher parts = VERSION.matcher(getDatabaseProductVersion());
    return parts.matches() ? Integer.parseInt(parts.group(number)) : 0;
  }

  /** Those that are reserved here and not in SQL:2003. */
  @Override
  public String getSQLKeywords() {
    return "ASOF,CONTAINS,DATETIME,DEFINE,EXPLAIN,FRIDAY,ILIKE,JSON_SCOPE,LIMIT,"
        + "MATCH_CONDITION,MATCH_RECOGNIZE,MEASURE,MINUS,MONDAY,NEXT,OFFSET,ORDINAL,PATTERN,"
        + "QUALIFY,REGEX,RERANK,RLIKE,SAFE_CAST,SAFE_OFFSET,SAFE_ORDINAL,SATURDAY,SIMILARITY,"
        + "SKIP,STREAM,SUNDAY,THURSDAY,TOPK,TRY_CAST,TUESDAY,UNSIGNED,UUID,VARIANT,WEDNESDAY,"
        + "WHERE_DOCUMENT";
  }

  @Override
  public String getNumericFunctions() {
    return "ABS,ACOS,ASIN,ATAN,ATAN2,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,"
        + "RADIANS,RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";
  }

  @Override
  public String getStringFunctions() {
    return "ASCII,CHAR,CONCAT,DIFFERENCE,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,REPEAT,REPLACE,"
        + "RIGHT,RTRIM,SOUNDEX,SPACE,SUBSTRING,UCASE";
  }

  @Override
  public String getSystemFunctions() {
    return "CONVERT,DATABASE,IFNULL,USER";
  }

  @Override
  public String getTimeDateFunctions() {
    return "CURDATE,CURTIME,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,HOUR,MINUTE,MONTH,MONTHNAME,NOW,"
        + "QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR";
  }

  @Override
  public boolean supportsConvert() {
    return true;
  }

  /** Between text and numbers, and from everything scalar to text. */
  @Override
  public boolean supportsConvert(int from, int to) {
    boolean isText = to == Types.VARCHAR || to == Types.CHAR;
    return (CONVERTIBLE.contains(from) && CONVERTIBLE.contains(to))
        || (isText && JavaClasses.of(from) != Object.class && from != Types.ARRAY);
  }
}

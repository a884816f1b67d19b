package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.calcite.parser.ChromaSqlParser;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** getSQLKeywords tells what a tool has to quote besides the reserved words of SQL:2003. */
@ExtendWith(ChromaServerExtension.class)
class KeywordsTest {
  private static final String SQL_2003 =
      "ADD ALL ALLOCATE ALTER AND ANY ARE ARRAY AS ASENSITIVE ASYMMETRIC AT ATOMIC AUTHORIZATION"
          + " BEGIN BETWEEN BIGINT BINARY BLOB BOOLEAN BOTH BY CALL CALLED CASCADED CASE CAST CHAR"
          + " CHARACTER CHECK CLOB CLOSE COLLATE COLUMN COMMIT CONDITION CONNECT CONSTRAINT"
          + " CONTINUE CORRESPONDING CREATE CROSS CUBE CURRENT CURRENT_DATE"
          + " CURRENT_DEFAULT_TRANSFORM_GROUP CURRENT_PATH CURRENT_ROLE CURRENT_TIME"
          + " CURRENT_TIMESTAMP CURRENT_TRANSFORM_GROUP_FOR_TYPE CURRENT_USER CURSOR CYCLE DATE DAY"
          + " DEALLOCATE DEC DECIMAL DECLARE DEFAULT DELETE DEREF DESCRIBE DETERMINISTIC DISCONNECT"
          + " DISTINCT DO DOUBLE DROP DYNAMIC EACH ELEMENT ELSE ELSEIF END ESCAPE EXCEPT EXEC"
          + " EXECUTE EXISTS EXIT EXTERNAL FALSE FETCH FILTER FLOAT FOR FOREIGN FREE FROM FULL"
          + " FUNCTION GET GLOBAL GRANT GROUP GROUPING HANDLER HAVING HOLD HOUR IDENTITY IF"
          + " IMMEDIATE IN INDICATOR INNER INOUT INPUT INSENSITIVE INSERT INT INTEGER INTERSECT"
          + " INTERVAL INTO IS ITERATE JOIN LANGUAGE LARGE LATERAL LEADING LEAVE LEFT LIKE LOCAL"
          + " LOCALTIME LOCALTIMESTAMP LOOP MATCH MEMBER MERGE METHOD MINUTE MODIFIES MODULE MONTH"
          + " MULTISET NATIONAL NATURAL NCHAR NCLOB NEW NO NONE NOT NULL NUMERIC OF OLD ON ONLY"
          + " OPEN OR ORDER OUT OUTER OUTPUT OVER OVERLAPS PARAMETER PARTITION PRECISION PREPARE"
          + " PROCEDURE RANGE READS REAL RECURSIVE REF REFERENCES REFERENCING RELEASE REPEAT"
          + " RESIGNAL RESULT RETURN RETURNS REVOKE RIGHT ROLLBACK ROLLUP ROW ROWS SAVEPOINT SCOPE"
          + " SCROLL SEARCH SECOND SELECT SENSITIVE SESSION_USER SET SIGNAL SIMILAR SMALLINT SOME"
          + " SPECIFIC SPECIFICTYPE SQL SQLEXCEPTION SQLSTATE SQLWARNING START STATIC SUBMULTISET"
          + " SYMMETRIC SYSTEM SYSTEM_USER TABLE TABLESAMPLE THEN TIME TIMESTAMP TIMEZONE_HOUR"
          + " TIMEZONE_MINUTE TO TRAILING TRANSLATION TREAT TRIGGER TRUE UNDO UNION UNIQUE UNKNOWN"
          + " UNNEST UNTIL UPDATE USER USING VALUE VALUES VARCHAR VARYING WHEN WHENEVER WHERE WHILE"
          + " WINDOW WITH WITHIN WITHOUT YEAR";

  @Test
  void theKeywordsAreTheReservedWordsThatSql2003DoesNotReserve(TestDatabase database)
      throws SQLException {
    Set<String> reserved = new TreeSet<>();
    for (String word : SqlParser.create("", ChromaSqlParser.CONFIG).getMetadata().getTokens()) {
      if (word.matches("[A-Z][A-Z_0-9]*") && !isName(word)) {
        reserved.add(word);
      }
    }
    reserved.removeAll(Arrays.asList(SQL_2003.split(" ", -1)));
    try (Connection connection = ShippedJar.connect(database.jdbcUrl())) {
      assertThat(connection.getMetaData().getSQLKeywords().split(",", -1))
          .containsExactlyElementsOf(reserved);
    }
  }

  private static boolean isName(String word) {
    try {
      ChromaSqlParser.parse("SELECT " + word + " FROM t");
      return true;
    } catch (ChromaException reserved) {
      return false;
    }
  }
}

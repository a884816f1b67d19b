package io.github.chromajdbc.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.NearestName;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFailureTest {

  static Stream<Arguments> classes() {
    return Stream.of(
        arguments(ChromaError.DIVISION_BY_ZERO, SQLDataException.class),
        arguments(ChromaError.NOT_SUPPORTED, SQLFeatureNotSupportedException.class),
        arguments(ChromaError.DUPLICATE_ID, SQLIntegrityConstraintViolationException.class),
        arguments(ChromaError.AUTHENTICATION_FAILED, SQLInvalidAuthorizationSpecException.class),
        arguments(ChromaError.INVALID_URL, SQLNonTransientConnectionException.class),
        arguments(ChromaError.CONNECTION_CLOSED, SQLNonTransientConnectionException.class),
        arguments(ChromaError.CONNECTION_LOST, SQLTransientConnectionException.class),
        arguments(ChromaError.NETWORK_TIMEOUT, SQLTransientConnectionException.class),
        arguments(ChromaError.SYNTAX, SQLSyntaxErrorException.class),
        arguments(ChromaError.TABLE_NOT_FOUND, SQLSyntaxErrorException.class),
        arguments(ChromaError.QUERY_TIMEOUT, SQLTimeoutException.class),
        arguments(ChromaError.CANCELLED, SQLTransientException.class));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void theExceptionIsOfTheClassOfItsSqlState(ChromaError error, Class<?> expected) {
    assertThat((Object) SqlFailure.from(error.exception("a", 1, "b"))).isInstanceOf(expected);
  }

  @ParameterizedTest
  @EnumSource(ChromaError.class)
  void everyErrorKeepsItsStateCodeAndSentence(ChromaError error) {
    Object[] arguments =
        error == ChromaError.DIMENSION_MISMATCH || error == ChromaError.COLUMNS_CAPPED
            ? new Object[] {"a", 1, 2}
            : error == ChromaError.COLUMN_INDEX_OUT_OF_RANGE
                    || error == ChromaError.PARAMETER_INDEX_OUT_OF_RANGE
                    || error == ChromaError.SERVER_ERROR
                    || error == ChromaError.SERVER_BUSY
                    || error == ChromaError.PARAMETER_NOT_SET
                ? new Object[] {1, 2}
                : error == ChromaError.AUTHENTICATION_FAILED
                    ? new Object[] {"a", 1}
                    : new Object[] {"a", "b", "c", "d"};
    SQLException failure = SqlFailure.from(error.exception(arguments));
    assertThat(failure.getSQLState()).isEqualTo(error.sqlState()).hasSize(5);
    assertThat(failure.getErrorCode()).isEqualTo(error.vendorCode());
    assertThat(failure.getMessage()).isEqualTo(error.message(arguments));
  }

  @Test
  void whatBreaksAfterACancelBrokeBecauseOfIt() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(ChromaError.CANCELLED.exception());
    IllegalStateException broken = new IllegalStateException("stream closed");
    SQLException failure = SqlFailure.from(broken, cancellation);
    assertThat(failure.getSQLState()).isEqualTo("57014");
    assertThat(failure.getSuppressed()).containsExactly(broken);
  }

  @Test
  void aMisspeltNameHasANearestOne() {
    assertThat(NearestName.hint("yaer", List.of("id", "year", "tags"))).contains("'year'");
    assertThat(NearestName.hint("YEAR", List.of("id", "year"))).contains("'year'");
    assertThat(NearestName.hint("zzzzzz", List.of("id", "year"))).isEmpty();
  }
}

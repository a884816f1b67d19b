package io.github.chromajdbc.timing;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement, from {@code execute} to its last row or its close, for Java Flight
 * Recorder. Recorded only when a recording enables it by its name.
 */
@Name("io.github.chromajdbc.Statement")
@Label("Statement")
@Category("Chroma JDBC")
@Description("One execution of a SQL statement, to its last row or its close")
@Enabled(false)
@StackTrace(false)
final class StatementEvent extends Event {
  @Label("Text")
  @Description("The statement as it was given, without the values of its parameters")
  @Nullable String text;

  @Label("Server")
  @Nullable String server;

  @Label("Time in the driver")
  @Description("Without the time that the program took between two rows")
  @Timespan(Timespan.NANOSECONDS)
  long timeInDriver;

  @Label("Rows")
  @Description("Rows that were read, or changed")
  long rows;

  @Label("SQLSTATE")
  @Description("Of the error that its start ended with; none when it started")
  @Nullable String sqlState;
}

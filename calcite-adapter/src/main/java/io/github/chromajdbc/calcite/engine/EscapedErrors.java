package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.plan.TooMuchCodeException;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/** Turns what escapes from Calcite into the driver's errors. */
final class EscapedErrors {
  /**
   * Generated code computes what is constant when its class is initialised. That fails once with
   * the reason; from then on the JVM tells the reason in this text only.
   */
  private static final Pattern FAILED_CONSTANT =
      Pattern.compile("Exception (\\S+)Exception: (.*) \\[in thread .*", Pattern.DOTALL);

  /** In the names of the exceptions of JSON functions; the driver's jar puts more in front. */
  private static final String JSON_PATH = ".jsonpath.";

  private static final Pattern TIME_MESSAGE =
      Pattern.compile(
          "Invalid (DATE|TIME|TIMESTAMP|INTERVAL|format: .* for (datetime|timestamp) string).*"
              + "|Value of [A-Z]+ field .*",
          Pattern.DOTALL);

  private static final String HOW_TO_KEEP_OUT =
      "Use TRY_CAST, or write a condition that keeps such rows out before it";

  private EscapedErrors() {}

  /** Does the work; what it throws is a {@link ChromaException}. */
  static <T extends @Nullable Object> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (ChromaException e) {
      throw e;
    } catch (RuntimeException | AssertionError | StackOverflowError | LinkageError e) {
      throw explained(e);
    }
  }

  /** Whether a plan could not be made since its code would be too long. */
  static boolean isOfTooMuchCode(Throwable escaped) {
    return Stream.iterate(escaped, Objects::nonNull, Throwable::getCause)
        .anyMatch(EscapedErrors::isTooMuchCode);
  }

  private static ChromaException explained(Throwable escaped) {
    for (Throwable cause = escaped; cause != null; cause = cause.getCause()) {
      if (cause instanceof ChromaException known) {
        return known;
      }
      if (cause instanceof ArithmeticException) {
        return arithmetic(cause, String.valueOf(cause.getMessage()));
      }
      if (cause instanceof NoClassDefFoundError) {
        ChromaException failed = failedConstant(cause);
        if (failed != null) {
          return failed;
        }
      }
      if (cause instanceof NumberFormatException) {
        return notANumber(escaped, String.valueOf(cause.getMessage()));
      }
      if (cause.getClass().getName().contains(JSON_PATH)) {
        return json(escaped, cause.getClass().getName(), String.valueOf(cause.getMessage()));
      }
      if (cause instanceof SQLException && isAboutValue(cause.getMessage())) {
        return value(escaped, String.valueOf(cause.getMessage()));
      }
      if (cause instanceof IllegalStateException && isSeveralRows(cause)) {
        return ChromaError.SEVERAL_ROWS.causedBy(escaped);
      }
      ChromaException pattern = pattern(escaped, cause);
      if (pattern != null) {
        return pattern;
      }
      if (cause instanceof UnsupportedCharsetException) {
        return ChromaError.INVALID_STATEMENT.causedBy(
            escaped, "There is no character set " + cause.getMessage());
      }
      if (cause instanceof IllegalArgumentException && isAboutValue(cause.getMessage())) {
        return value(escaped, String.valueOf(cause.getMessage()));
      }
      if (isTooMuchCode(cause)) {
        return ChromaError.LIMIT_EXCEEDED.causedBy(
            escaped, "The statement is too long for generated code: split it");
      }
      if (isWithoutCode(cause)) {
        return ChromaError.NOT_SUPPORTED.causedBy(
            escaped,
            "No code can be generated for a function with operands of these types. Cast them to other"
                + " types, or write it with other functions");
      }
      if (cause instanceof StackOverflowError) {
        return ChromaError.LIMIT_EXCEEDED.causedBy(
            escaped, "The statement is nested too deep: split it");
      }
      if (cause instanceof CalciteContextException || cause instanceof CalciteException) {
        return calcite(escaped, cause);
      }
    }
    // Calcite's messages go on with the plan: it stays with the cause.
    return ChromaError.INTERNAL.causedBy(escaped, firstLine(String.valueOf(escaped)));
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end).stripTrailing();
  }

  private static @Nullable ChromaException failedConstant(Throwable failure) {
    Throwable initialiser = failure.getCause();
    Matcher reason =
        FAILED_CONSTANT.matcher(
            initialiser == null ? "" : String.valueOf(initialiser.getMessage()));
    if (!reason.matches()) {
      return null;
    }
    String message = reason.group(2);
    return switch (reason.group(1)) {
      case "java.lang.Arithmetic" -> arithmetic(failure, message);
      case "java.lang.NumberFormat" -> notANumber(failure, message);
      case "java.lang.IllegalArgument" -> isAboutValue(message) ? value(failure, message) : null;
      case "org.apache.calcite.runtime.Calcite" -> calcite(failure, message);
      default ->
          reason.group(1).contains(JSON_PATH) ? json(failure, reason.group(1), message) : null;
    };
  }

  /** Or what Janino says of a method of more than 64 KB, the most that the JVM takes. */
  private static boolean isTooMuchCode(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof TooMuchCodeException
        || message.contains("grows beyond 64 KB")
        || message.contains("Constant pool has grown");
  }

  /** Calcite's validator takes operands for which its generator of code is not made. */
  private static boolean isWithoutCode(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.startsWith("Unable to implement ")
        || message.startsWith("Error while compiling generated Java code")
        || message.startsWith("while converting ")
        || message.startsWith("unknown type ")
        || message.startsWith("unexpected ")
        || message.startsWith("Was not expecting value ");
  }

  private static boolean isSeveralRows(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith("more than one value in agg");
  }

  /** What SIMILAR TO and Calcite's functions of regular expressions say of a pattern. */
  private static @Nullable ChromaException pattern(Throwable escaped, Throwable cause) {
    if (cause instanceof PatternSyntaxException invalid) {
      return ChromaError.INVALID_REGULAR_EXPRESSION.causedBy(
          escaped,
          "Regular expression '"
              + invalid.getPattern()
              + "' is not valid: "
              + invalid.getDescription());
    }
    String message = String.valueOf(cause.getMessage());
    if (message.startsWith("Invalid regular expression ")) {
      return ChromaError.INVALID_REGULAR_EXPRESSION.causedBy(escaped, message);
    }
    return message.startsWith("Invalid escape ")
        ? ChromaError.INVALID_VALUE.causedBy(escaped, message)
        : null;
  }

  /** Calcite's functions tell of values they cannot take by IllegalArgumentException. */
  private static boolean isAboutValue(@Nullable String message) {
    return message != null
        && (message.startsWith("Invalid ")
            || message.startsWith("Value of ")
            || message.startsWith("input is out of range")
            || message.startsWith("bound must be ")
            || message.startsWith("Cannot take ")
            || message.startsWith("Cannot convert "));
  }

  private static ChromaException value(Throwable escaped, String message) {
    return TIME_MESSAGE.matcher(message).matches()
        ? ChromaError.INVALID_DATETIME.causedBy(
            escaped, withoutStop(message) + ". " + HOW_TO_KEEP_OUT)
        : ChromaError.DATA_EXCEPTION.causedBy(escaped, message);
  }

  private static ChromaException json(Throwable escaped, String className, String message) {
    String why = firstLine(message).replaceFirst("^\\S+Exception: ", "");
    return (className.contains("InvalidJson")
            ? ChromaError.INVALID_JSON
            : ChromaError.DATA_EXCEPTION)
        .causedBy(escaped, why);
  }

  private static ChromaException notANumber(Throwable escaped, String message) {
    return ChromaError.INVALID_VALUE.causedBy(
        escaped, "A text is no number: " + withoutStop(message) + ". " + HOW_TO_KEEP_OUT);
  }

  private static String withoutStop(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static ChromaException arithmetic(Throwable cause, String message) {
    return message.contains("zero")
        ? ChromaError.DIVISION_BY_ZERO.causedBy(cause)
        : ChromaError.NUMBER_OUT_OF_RANGE.causedBy(
            cause, "A number is out of the range of its type: " + message);
  }

  private static ChromaException calcite(Throwable escaped, Throwable cause) {
    Throwable inner = cause instanceof CalciteContextException ? cause.getCause() : null;
    return calcite(escaped, String.valueOf((inner == null ? cause : inner).getMessage()));
  }

  private static ChromaException calcite(Throwable escaped, String message) {
    if (message.contains("out of range") || message.contains("verflow")) {
      return ChromaError.NUMBER_OUT_OF_RANGE.causedBy(escaped, message);
    }
    if (message.startsWith("Invalid character for cast")) {
      return ChromaError.INVALID_VALUE.causedBy(
          escaped, "A text is no truth value: " + message + ". " + HOW_TO_KEEP_OUT);
    }
    return ChromaError.INVALID_STATEMENT.causedBy(escaped, message);
  }
}

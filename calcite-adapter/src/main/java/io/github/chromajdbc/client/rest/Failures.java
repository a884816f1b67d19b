package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what an exchange that failed means to the user. */
final class Failures {
  private static final int LONGEST_TEXT = 500;

  private final RestSettings settings;

  Failures(RestSettings settings) {
    this.settings = settings;
  }

  /** Whether the failure looks like a kept-alive connection that the server had closed. */
  static boolean mayBeStaleConnection(IOException failure) {
    return !(failure instanceof AbortedException
        || failure instanceof SilenceException
        || failure instanceof InterruptedIOException
        || failure instanceof UnexpectedReplyException
        || failure instanceof ConnectException
        || failure instanceof ProtocolException
        || failure instanceof SSLException
        || failure instanceof HttpConnectTimeoutException);
  }

  ChromaException translate(IOException failure) {
    String endpoint = settings.endpoint();
    if (failure instanceof HttpConnectTimeoutException) {
      return ChromaError.CONNECTION_FAILED.causedBy(
          failure, endpoint, "no connection within " + text(settings.connectTimeout()));
    }
    if (failure instanceof ConnectException) {
      return ChromaError.CONNECTION_FAILED.causedBy(failure, endpoint, whyNotConnected(failure));
    }
    if (failure instanceof SSLException) {
      return ChromaError.CONNECTION_FAILED.causedBy(
          failure, endpoint, "TLS failed (" + bounded(failure.getMessage()) + ")");
    }
    if (failure instanceof SilenceException) {
      return ChromaError.NETWORK_TIMEOUT.causedBy(
          failure, endpoint, text(settings.socketTimeout()));
    }
    if (failure instanceof UnexpectedReplyException) {
      return notChroma(bounded(failure.getMessage()), failure);
    }
    if (failure instanceof ProtocolException) {
      return notChroma("it does not speak HTTP", failure);
    }
    if (failure instanceof InterruptedIOException) {
      return ChromaError.CANCELLED.causedBy(failure);
    }
    if (failure instanceof JsonProcessingException garbled) {
      return ChromaError.CONNECTION_LOST.causedBy(
          failure,
          endpoint,
          "its reply is garbled JSON (" + bounded(garbled.getOriginalMessage()) + ")");
    }
    return ChromaError.CONNECTION_LOST.causedBy(
        failure, endpoint, "the exchange broke off (" + bounded(failure.getMessage()) + ")");
  }

  ChromaException notChroma(String what) {
    return ChromaError.NOT_A_CHROMA_SERVER.exception(settings.endpoint(), what);
  }

  private ChromaException notChroma(String what, Throwable cause) {
    return ChromaError.NOT_A_CHROMA_SERVER.causedBy(cause, settings.endpoint(), what);
  }

  private static String whyNotConnected(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the host name is not known";
      }
    }
    String message = failure.getMessage();
    return message == null || message.isEmpty() ? "connection refused" : bounded(message);
  }

  /** A text of others, cut to what belongs into a message. */
  static String bounded(@Nullable String text) {
    if (text == null) {
      return "no reason given";
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.length() <= LONGEST_TEXT) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST_TEXT - 1)) ? 1 : 0;
    return line.substring(0, LONGEST_TEXT - end) + "...";
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : String.format(Locale.ROOT, "%d ms", duration.toMillis());
  }
}

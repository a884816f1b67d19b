package io.github.chromajdbc.client.rest;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * One request to a server until its reply was read, for Java Flight Recorder. Recorded only when a
 * recording enables it by its name.
 */
@Name("io.github.chromajdbc.Request")
@Label("Request")
@Category("Chroma JDBC")
@Description("One request to a Chroma server, until its reply was read")
@Enabled(false)
@StackTrace(false)
final class RequestEvent extends Event {
  @Label("Method")
  @Nullable String method;

  @Label("Server")
  @Nullable String server;

  @Label("Path")
  @Nullable String path;

  @Label("Body")
  @Description("Bytes sent")
  @DataAmount
  long sent;

  @Label("Status")
  @Description("Of HTTP; 0 when no reply came")
  int status;

  private RequestEvent() {}

  /** One that begins now. */
  static RequestEvent begun() {
    RequestEvent event = new RequestEvent();
    event.begin();
    return event;
  }

  void answered(Reply reply) {
    status = reply.status();
  }

  /** Ends it. Does nothing, and costs next to nothing, when no recording asks for it. */
  void ended(String endpoint, RestRequest request) {
    end();
    if (shouldCommit()) {
      byte[] body = request.body();
      method = request.method();
      server = endpoint;
      path = request.path();
      sent = body == null ? 0 : body.length;
      commit();
    }
  }
}

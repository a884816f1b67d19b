package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonToken;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.Quotas;
import io.github.chromajdbc.client.StoreAbilities;
import java.nio.charset.StandardCharsets;

/**
 * Finds out what a server can do. Its version does not tell: every 1.x server says 1.0.0. So it is
 * sent requests that name a collection which cannot exist: a server that understands the body
 * answers that there is no such collection, an older one complains about the body. Nothing is read
 * or written either way.
 *
 * <p>Array metadata is the newest of the features (it came between 1.4.0 and 1.5.0, the others
 * before 1.2.0), so a server that has it is not asked for the others: two requests in all, four for
 * an old server, one for Chroma Cloud.
 */
final class AbilityProbe {
  /** A valid UUID that the server's random generator does not make. */
  private static final String NO_COLLECTION =
      "/tenants/default_tenant/databases/default_database/collections/"
          + "00000000-0000-4000-8000-000000000000";

  private static final byte[] ADD_ARRAY =
      Json.bytes(
          json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("ids");
            json.writeString("probe");
            json.writeEndArray();
            json.writeArrayFieldStart("embeddings");
            json.writeArray(new double[] {1}, 0, 1);
            json.writeEndArray();
            json.writeArrayFieldStart("metadatas");
            json.writeStartObject();
            json.writeFieldName("probe");
            json.writeArray(new long[] {1}, 0, 1);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
          });

  private static final byte[] DOCUMENT_IN_WHERE =
      "{\"where\":{\"#document\":{\"$contains\":\"probe\"}},\"limit\":0,\"include\":[]}"
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] NO_SEARCHES = "{\"searches\":[]}".getBytes(StandardCharsets.UTF_8);

  // Measured on 1.4.4 and 1.5.9, with a margin where the limit is not a power of two less two.
  private static final int ROWS = 32_766;
  private static final int LIST_ITEMS = 10_000;
  private static final int CONDITIONS = 900;
  private static final int DEPTH = 60;

  /** Chroma Cloud's quota of results, as its documentation gives it. */
  private static final int CLOUD_ROWS = 300;

  private final RestSettings settings;
  private final Transport transport;
  private final ErrorReplies errors;

  AbilityProbe(RestSettings settings, Transport transport, ErrorReplies errors) {
    this.settings = settings;
    this.transport = transport;
    this.errors = errors;
  }

  StoreAbilities probe(Cancellation cancellation) {
    String version = version(cancellation);
    if (settings.quotas().equals(Quotas.CHROMA_CLOUD)) {
      // Always the newest Chroma, which has all features. Requests that name another tenant's
      // collection would be refused before anything could be learnt from them.
      return abilities(version, true, true, true, CLOUD_ROWS);
    }
    boolean arrays = answers(RestRequest.post(NO_COLLECTION + "/add", ADD_ARRAY), cancellation);
    boolean documents =
        arrays
            || answers(RestRequest.post(NO_COLLECTION + "/get", DOCUMENT_IN_WHERE), cancellation);
    boolean schema =
        arrays || answers(RestRequest.post(NO_COLLECTION + "/search", NO_SEARCHES), cancellation);
    return abilities(version, documents, arrays, schema, ROWS);
  }

  private StoreAbilities abilities(
      String version, boolean documents, boolean arrays, boolean schema, int rows) {
    return new StoreAbilities(
        version,
        documents,
        arrays,
        schema,
        rows,
        rows,
        LIST_ITEMS,
        CONDITIONS,
        DEPTH,
        settings.index(),
        settings.quotas());
  }

  private String version(Cancellation cancellation) {
    return transport.send(
        RestRequest.get("/version"),
        reply -> {
          if (reply.status() != 200) {
            throw errors.exception(reply, null);
          }
          return Json.parse(
              reply,
              parser -> {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                  throw Json.shape("a version", parser);
                }
                return parser.getText();
              });
        },
        cancellation);
  }

  /**
   * Whether the server knows the request: it says in Chroma's form that there is no such
   * collection, or that it could do this elsewhere (501), or that these credentials may not (403).
   */
  private boolean answers(RestRequest request, Cancellation cancellation) {
    return transport.send(
        request,
        reply ->
            switch (reply.status()) {
              case 400, 422 -> {
                reply.body().readAllBytes();
                yield false;
              }
              case 403, 501 -> {
                reply.body().readAllBytes();
                yield true;
              }
              // A route that does not exist is 404 without a body.
              case 404 -> reply.isJson() && reply.body().readAllBytes().length > 0;
              default -> throw errors.exception(reply, null);
            },
        cancellation);
  }
}

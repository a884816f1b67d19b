package io.github.chromajdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Chroma's REST API as tests use it to prepare data: independent of the client under test, so that
 * a mistake there is not made twice.
 */
public final class ChromaApi {
  public static final ObjectMapper JSON = new ObjectMapper();
  private final URI url;

  public ChromaApi(URI url) {
    this.url = url;
  }

  /**
   * Sends a request; the path begins after {@code /api/v2}. An error status fails the test. Java's
   * oldest client, since it adds least to the time of a small request, which benchmarks measure.
   */
  public JsonNode send(String method, String path, @Nullable Object body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/api/v2" + path).toURL().openConnection();
      connection.setRequestMethod(method);
      if (body != null) {
        byte[] bytes = JSON.writeValueAsBytes(body);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(bytes);
        }
      }
      int status = connection.getResponseCode();
      byte[] reply =
          content(status < 400 ? connection.getInputStream() : connection.getErrorStream());
      if (status >= 300) {
        throw new AssertionError(
            method
                + " "
                + path
                + ": HTTP "
                + status
                + " "
                + new String(reply, StandardCharsets.UTF_8));
      }
      return reply.length == 0 ? MissingNode.getInstance() : JSON.readTree(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(@Nullable InputStream stream) throws IOException {
    if (stream == null) {
      return new byte[0];
    }
    try (stream) {
      return stream.readAllBytes();
    }
  }
}

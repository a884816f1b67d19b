package io.github.chromajdbc.index.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import io.github.chromajdbc.index.testing.SampleFiles;
import io.github.chromajdbc.index.wire.WireJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarTest {
  private static final String V1 = "/api/v1/collection/" + SampleFiles.ARTICLES;
  private static final String V2 =
      "/api/v2/tenants/default_tenant/databases/default_database/collections/";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Sidecar sidecar;

  private Sidecar start(@Nullable String token) {
    Sidecar started =
        Sidecar.start(
            FileIndexService.open(folder),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            token);
    sidecar = started;
    return started;
  }

  @BeforeEach
  void makeFile() {
    SampleFiles.twoCollections(folder, Schema.TODAY);
  }

  @AfterEach
  void stop() {
    if (sidecar != null) {
      sidecar.close();
    }
  }

  private URI address(String path) {
    if (sidecar == null) {
      throw new IllegalStateException("not started");
    }
    return URI.create("http://127.0.0.1:" + sidecar.address().getPort() + path);
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private JsonNode expect(int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return WireJson.parse(response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {V1, V2 + SampleFiles.ARTICLES, V2 + "articles"})
  void servesTheProposalsApi(String collection) {
    start(null);
    String indices = collection + "/indices";
    JsonNode created =
        expect(201, send("POST", indices, "{'name':'i','keys':{'topic':'string_value'}}"));
    assertThat(created.path("name").asText()).isEqualTo("i");
    assertThat(created.path("keys").path("topic").asText()).isEqualTo("string_value");
    assertThat(created.path("state").asText()).isEqualTo("READY");
    expect(201, send("POST", indices, "[{'name':'j','keys':['year']},{'name':'k','scan':'id'}]"));
    assertThat(expect(200, send("GET", indices, null))).hasSize(3);
    assertThat(
            expect(200, send("GET", indices + "/i?sizes=true", null))
                .at("/physical/0/rows")
                .asInt())
        .isEqualTo(600);
    assertThat(expect(200, send("GET", indices + "/i/verification", null)).path("checks"))
        .isNotEmpty();
    expect(200, send("PATCH", indices + "/i", "{'operation':'rebuild'}"));
    assertThat(expect(200, send("PATCH", indices, "{'operation':'rebuild'}"))).hasSize(3);
    expect(200, send("DELETE", indices + "/i", null));
    assertThat(expect(200, send("DELETE", indices + "?name=k", null))).hasSize(1);
    assertThat(expect(200, send("DELETE", indices, null))).hasSize(1);
    assertThat(expect(200, send("GET", "/api/v2/indices", null))).isEmpty();
  }

  @Test
  void takesNamesThatNeedEncoding() {
    start(null);
    expect(201, send("POST", V1 + "/indices", "{'name':'a/b +é','keys':['k']}"));
    expect(200, send("GET", V1 + "/indices/a%2Fb%20+%C3%A9", null));
    expect(200, send("DELETE", V1 + "/indices/a%2Fb%20%2B%C3%A9", null));
  }

  @Test
  void answersALongBuildWithAJobToPoll() {
    start(null);
    HttpResponse<String> response =
        send("POST", V1 + "/indices?wait=0", "{'name':'i','keys':['topic']}");
    JsonNode begun = expect(202, response);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).endsWith(begun.path("job").asText());
    JsonNode done = expect(200, send("GET", location + "?wait=30", null));
    assertThat(done.path("state").asText()).isEqualTo("DONE");
    assertThat(done.at("/progress/fraction").asDouble()).isEqualTo(1.0);
    assertThat(done.at("/result/name").asText()).isEqualTo("i");
  }

  /** Asks for an index, and names the job. */
  private String beginBuild() {
    return "/api/v2/index_jobs/"
        + expect(202, send("POST", V1 + "/indices?wait=0", "{'name':'i','keys':['k']}"))
            .path("job")
            .asText();
  }

  @Test
  void cancelsABuildThatWaits() throws SQLException {
    start(null);
    Path file = folder.resolve("chroma.sqlite3");
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = writer.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      String job = beginBuild();
      expect(200, send("DELETE", job, null));
      JsonNode over = expect(200, send("GET", job + "?wait=30", null));
      assertThat(over.path("state").asText()).isEqualTo("FAILED");
      assertThat(over.at("/error/sql_state").asText()).isEqualTo("57014");
      statement.execute("ROLLBACK");
    }
    assertThat(expect(200, send("GET", V1 + "/indices", null))).isEmpty();
  }

  @Test
  void takesNoMistakeForAllIndexes() {
    start(null);
    String indices = V1 + "/indices";
    expect(201, send("POST", indices, "{'name':'i','keys':['k']}"));
    assertThat(expect(404, send("DELETE", indices + "/", null)).path("sql_state").asText())
        .isEqualTo("42704");
    expect(404, send("PATCH", indices + "/", "{'operation':'rebuild'}"));
    expect(404, send("DELETE", indices + "?name=", null));
    assertThat(expect(400, send("DELETE", indices + "?nmae=a", null)).path("message").asText())
        .contains("nmae");
    assertThat(expect(200, send("GET", indices, null))).hasSize(1);
  }

  @Test
  void answersOthersWhileMoreWaitForABuildThanItHasThreads() throws Exception {
    start(null);
    Path file = folder.resolve("chroma.sqlite3");
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        Statement statement = writer.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      String job = beginBuild();
      List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        HttpRequest poll = HttpRequest.newBuilder(address(job + "?wait=1e9")).build();
        polls.add(http.sendAsync(poll, HttpResponse.BodyHandlers.ofString()));
      }
      HttpRequest health =
          HttpRequest.newBuilder(address("/health")).timeout(Duration.ofSeconds(10)).build();
      assertThat(http.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      statement.execute("ROLLBACK");
      for (CompletableFuture<HttpResponse<String>> poll : polls) {
        expect(200, poll.get(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void advisesAndChecks() {
    start(null);
    JsonNode advice =
        expect(200, send("POST", V1 + "/index_advice", "{'filters':[{'active':true}]}"));
    assertThat(advice.at("/0/predicates/0/access").asText()).isEqualTo("SCANNED");
    assertThat(expect(200, send("GET", "/api/v2/file_check", null)).path("sound").asBoolean())
        .isTrue();
    assertThat(expect(200, send("GET", "/api/v2/stored_indices", null))).isNotEmpty();
  }

  @Test
  void answersErrorsWithStatusAndSentence() {
    start(null);
    String indices = V1 + "/indices";
    expect(201, send("POST", indices, "{'name':'i','keys':['k']}"));
    JsonNode taken = expect(409, send("POST", indices, "{'name':'i','keys':['k']}"));
    assertThat(taken.path("sql_state").asText()).isEqualTo("42710");
    expect(201, send("POST", indices + "?if_not_exists=true", "{'name':'i','keys':['k']}"));
    expect(400, send("POST", indices, "{'name':'x'}"));
    expect(400, send("POST", indices, "nonsense"));
    expect(400, send("POST", indices, ""));
    expect(400, send("PATCH", indices + "/i", "{'operation':'explode'}"));
    expect(400, send("POST", V1 + "/index_advice", "{'filters':[{'a':{'$like':'x'}}]}"));
    expect(404, send("DELETE", indices + "/absent", null));
    expect(404, send("GET", indices + "/absent", null));
    expect(404, send("GET", V2 + "absent/indices", null));
    expect(404, send("GET", "/api/v1/collection/absent/indices", null));
    expect(404, send("GET", "/nothing", null));
    expect(404, send("GET", "/api/v2/index_jobs/absent", null));
    expect(405, send("PUT", indices, "{}"));
    expect(405, send("POST", "/health", "{}"));
    expect(415, send("POST", indices, null, "Content-Type", "text/plain"));
    String large = "{'name':'" + "x".repeat(Request.LARGEST_BODY) + "','keys':['k']}";
    expect(413, send("POST", indices, large));
  }

  @Test
  void tellsWhatWasDoneBeforeTheErrorOfOneOfSeveral() {
    start(null);
    String indices = V1 + "/indices";
    expect(201, send("POST", indices, "{'name':'taken','keys':['k']}"));
    JsonNode created =
        expect(
            409,
            send("POST", indices, "[{'name':'i','keys':['k']},{'name':'taken','keys':['k']}]"));
    assertThat(created.path("sql_state").asText()).isEqualTo("42710");
    assertThat(created.path("message").asText()).endsWith("Done before it: i");
    JsonNode dropped = expect(404, send("DELETE", indices + "?name=i&name=absent", null));
    assertThat(dropped.path("message").asText()).endsWith("Done before it: i");
    assertThat(expect(200, send("GET", indices, null))).hasSize(1);
  }

  @Test
  void answersNobodyWithoutTheTokenButHealth() {
    start("secret");
    expect(200, send("GET", "/health", null));
    assertThat(expect(401, send("GET", "/api/v2/indices", null)).path("sql_state").asText())
        .isEqualTo("28000");
    expect(401, send("GET", "/api/v2/indices", null, "Authorization", "Bearer secre"));
    expect(200, send("GET", "/api/v2/indices", null, "Authorization", "Bearer secret"));
    expect(200, send("GET", "/api/v2/indices", null, "x-chroma-token", "secret"));
  }

  @Test
  void answersNoWebPageWithoutAToken() {
    start(null);
    expect(403, send("GET", "/api/v2/indices", null, "Origin", "http://evil.example"));
    // An image, a form and the like carry no Origin.
    expect(403, send("GET", "/api/v2/file_check", null, "Sec-Fetch-Site", "cross-site"));
    expect(200, send("GET", "/api/v2/indices", null, "Sec-Fetch-Site", "none"));
  }

  @Test
  void listensBeyondTheLoopbackOnlyWithAToken() {
    FileIndexService service = FileIndexService.open(folder);
    InetSocketAddress everywhere = new InetSocketAddress(0);
    assertThatThrownBy(() -> Sidecar.start(service, everywhere, null))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("--token-file");
    try (Sidecar open = Sidecar.start(service, everywhere, "secret")) {
      assertThat(open.address().getPort()).isPositive();
    }
  }

  @Test
  void servesADescriptionWhoseAddressesAllExist() {
    start(null);
    expect(201, send("POST", V1 + "/indices", "{'name':'i','keys':['k']}"));
    JsonNode document = expect(200, send("GET", "/openapi.json", null));
    assertThat(document.path("openapi").asText()).startsWith("3.");
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (operation.getValue().isObject()) {
                            answersOtherThanUnknown(path.getKey(), operation.getKey());
                          }
                        }));
  }

  private void answersOtherThanUnknown(String template, String method) {
    String path =
        template
            .replace("{collection_id}", SampleFiles.ARTICLES)
            .replace("{tenant}", "default_tenant")
            .replace("{database}", "default_database")
            .replace("{name}", "i")
            .replace("{job}", "j");
    String body = method.equals("post") || method.equals("patch") ? "{}" : null;
    HttpResponse<String> response = send(method.toUpperCase(Locale.ROOT), path, body);
    JsonNode answer = WireJson.parse(response.body());
    assertThat(answer.path("message").asText())
        .as(method + " " + path)
        .doesNotContain("has no address")
        .doesNotContain("for /");
  }
}

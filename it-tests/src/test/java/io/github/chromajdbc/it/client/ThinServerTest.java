package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thin server of the shipped jar, in a process of its own, asked by Avatica's client. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThinServerTest {
  private static final String PASSWORD = "s3cret word";

  private final TestDatabase database;
  private final List<Process> processes = new ArrayList<>();
  private String url = "";
  private String guarded = "";
  private String secure = "";
  private Path keystore = Path.of("");

  @TempDir private static Path folder;

  ThinServerTest(TestDatabase database) {
    this.database = database;
    Papers.create(database);
  }

  @BeforeAll
  void start() throws IOException, InterruptedException {
    url = start("--port", "0", "--max-connections", "3");
    guarded = start("--port", "0", "--user", "ann");
    keystore = folder.resolve("keys.p12");
    Process keys =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "thin",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    assertThat(keys.waitFor()).isZero();
    secure = start("--port", "0", "--keystore", keystore.toString());
  }

  @AfterAll
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private String start(String... options) throws IOException {
    Process process = process(options);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = Objects.requireNonNull(output.readLine(), "no output");
    assertThat(line).matches("Serving https?://127.0.0.1:[0-9]+");
    return line.substring("Serving ".length());
  }

  private Process process(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-cp");
    command.add(System.getProperty("chroma.jdbc.jar", ""));
    command.add("io.github.chromajdbc.thin.ThinServerProgram");
    command.add(database.jdbcUrl());
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CHROMA_THIN_PASSWORD", PASSWORD);
    builder.environment().put("CHROMA_THIN_KEYSTORE_PASSWORD", PASSWORD);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Connection connect(String serialization) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:avatica:remote:url=" + url + ";serialization=" + serialization);
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void queriesAndParametersAreServed(String serialization) throws SQLException {
    try (Connection connection = connect(serialization);
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id, metadata.year, metadata.score, metadata.open, metadata.tags, document"
                    + " FROM papers WHERE metadata.year >= ? ORDER BY metadata.score LIMIT 3")) {
      statement.setLong(1, 2007);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("p7");
        assertThat(rows.getLong(2)).isEqualTo(2007);
        assertThat(rows.getDouble(3)).isEqualTo(1.75);
        assertThat(rows.getBoolean(4)).isFalse();
        assertThat((Object[]) rows.getArray(5).getArray()).containsExactly("t2", "all");
        assertThat(rows.getString(6)).isEqualTo("paper 7");
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void resultsOfManyFramesComeWhole(String serialization) throws SQLException {
    try (Connection connection = connect(serialization);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(50);
      int count = 0;
      try (ResultSet rows = statement.executeQuery("SELECT * FROM papers")) {
        while (rows.next()) {
          count++;
        }
      }
      assertThat(count).isEqualTo(Papers.COUNT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void metadataIsServed(String serialization) throws SQLException {
    try (Connection connection = connect(serialization);
        ResultSet tables =
            connection.getMetaData().getTables(null, database.name().database(), "%", null)) {
      List<String> names = new ArrayList<>();
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
      assertThat(names).containsExactly("Notes", "papers");
      try (ResultSet columns =
          connection
              .getMetaData()
              .getColumns(null, database.name().database(), "papers", "metadata.y%")) {
        assertThat(columns.next()).isTrue();
        assertThat(columns.getString("TYPE_NAME")).isEqualTo("BIGINT");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void failuresReachTheClient(String serialization) throws SQLException {
    try (Connection connection = connect(serialization);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nowhere"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("nowhere");
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM papers")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(Papers.COUNT);
      }
    }
  }

  @Test
  void connectionsAreLimited() throws SQLException {
    List<Connection> open = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5; i++) {
                  open.add(connect("protobuf"));
                  open.get(i).getMetaData().getSchemas().close();
                }
              })
          .hasMessageContaining("in use");
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  @Test
  void aLoginIsAskedFor() throws Exception {
    String login = ";authentication=BASIC;avatica_user=ann;avatica_password=";
    try (Connection connection =
            DriverManager.getConnection("jdbc:avatica:remote:url=" + guarded + login + PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM papers")) {
      assertThat(rows.next()).isTrue();
    }
    assertThat(get(guarded + "/metrics").statusCode()).isEqualTo(401);
    assertThatThrownBy(
            () ->
                DriverManager.getConnection("jdbc:avatica:remote:url=" + guarded + login + "wrong")
                    .createStatement()
                    .executeQuery("SELECT 1"))
        .isInstanceOf(Exception.class);
  }

  @Test
  void httpsIsServedWithTheKeyOfAKeystore() throws SQLException {
    assertThat(secure).startsWith("https://");
    String trust = ";truststore=" + keystore + ";truststore_password=" + PASSWORD;
    try (Connection connection =
            DriverManager.getConnection("jdbc:avatica:remote:url=" + secure + trust);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM papers")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(Papers.COUNT);
    }
    assertThatThrownBy(() -> get(secure + "/metrics")).isInstanceOf(SSLException.class);
  }

  @Test
  void otherMachinesNeedALoginAndHttps() throws Exception {
    Process refused = process("--port", "0", "--host", "0.0.0.0");
    String said =
        new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(refused.waitFor()).isEqualTo(3);
    assertThat(said.lines()).hasSize(1);
    assertThat(said).contains("--user", "--keystore");
  }

  @Test
  void whatIsNoRequestIsAnsweredAnError() throws Exception {
    byte[] unknownMessage = {10, 7, 'N', 'o', 't', 'h', 'i', 'n', 'g'};
    assertThat(post(new byte[] {1, 2, 3}).statusCode()).isEqualTo(400);
    assertThat(post(new byte[0]).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(post(unknownMessage).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(post("{\"request\":".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(get(url + "/metrics").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void countersAreTold() throws Exception {
    assertThat(get(url + "/metrics").body())
        .contains("chroma_thin_requests_total ", "chroma_thin_connections ");
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}

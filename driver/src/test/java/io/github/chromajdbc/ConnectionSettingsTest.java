package io.github.chromajdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.settings.ConnectionSettings;
import io.github.chromajdbc.settings.Credentials;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
  private static final Map<String, String> CLOUD_VARIABLES =
      Map.of("CHROMA_API_KEY", "k", "CHROMA_TENANT", "t", "CHROMA_DATABASE", "d");

  private final WarningChain warnings = new WarningChain();

  private ConnectionSettings read(String url, String... properties) throws SQLException {
    return read(Map.of(), url, properties);
  }

  private ConnectionSettings read(Map<String, String> environment, String url, String... properties)
      throws SQLException {
    Properties given = new Properties();
    for (int index = 0; index < properties.length; index += 2) {
      given.setProperty(properties[index], properties[index + 1]);
    }
    return new SettingsReader(environment).read(url, given, warnings);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:chroma://localhost, http://localhost:8000, default_tenant, default_database",
    "jdbc:chroma://localhost/, http://localhost:8000, default_tenant, default_database",
    "jdbc:chroma://db.example.org:9000/papers, http://db.example.org:9000, default_tenant, papers",
    "jdbc:chroma://h/t/d, http://h:8000, t, d",
    "jdbc:chroma://h/t/d/, http://h:8000, t, d",
    "jdbc:chroma://my_host/a%20b/c%2Fd?, http://my_host:8000, a b, c/d",
    "jdbc:chroma://[::1]:8001/t/d, http://[::1]:8001, t, d",
    "jdbc:chroma://[fe80::1%25eth0], http://[fe80::1%25eth0]:8000, default_tenant, default_database",
    "jdbc:chroma://h?ssl=true&pathPrefix=chroma/, https://h:8000/chroma, default_tenant, default_database",
  })
  void aUrlNamesServerTenantAndDatabase(String url, String server, String tenant, String database)
      throws SQLException {
    ConnectionSettings settings = read(url);
    assertThat(settings.endpoint().url()).isEqualTo(server);
    assertThat(settings.tenant()).contains(tenant);
    assertThat(settings.database()).contains(database);
  }

  @Test
  void cloudTakesKeyTenantAndDatabaseFromUrlOrEnvironment() throws SQLException {
    ConnectionSettings byUrl = read("jdbc:chroma:cloud/papers?apiKey=secret");
    assertThat(byUrl.endpoint().url()).isEqualTo("https://api.trychroma.com:443");
    assertThat(byUrl.credentials()).isEqualTo(new Credentials.ApiKey("secret"));
    assertThat(byUrl.tenant()).isEmpty();
    assertThat(byUrl.database()).contains("papers");

    ConnectionSettings byEnvironment = read(CLOUD_VARIABLES, "jdbc:chroma:cloud");
    assertThat(byEnvironment.credentials()).isEqualTo(new Credentials.ApiKey("k"));
    assertThat(byEnvironment.tenant()).contains("t");
    assertThat(byEnvironment.database()).contains("d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:chroma:| // and a host",
        "jdbc:chroma:localhost| // and a host",
        "jdbc:chroma://| no host",
        "jdbc:chroma:///db| no host",
        "jdbc:chroma://a b| no host",
        "jdbc:chroma://::1| IPv6 address stands in brackets",
        "jdbc:chroma://[::1| IPv6 address stands in brackets",
        "jdbc:chroma://[nonsense]| no host",
        "jdbc:chroma://h:0| no port",
        "jdbc:chroma://h:65536| no port",
        "jdbc:chroma://h:| no port",
        "jdbc:chroma://h:80a| no port",
        "jdbc:chroma://h/a/b/c| more than a tenant",
        "jdbc:chroma://h//b| empty tenant",
        "jdbc:chroma://h/%zz| hexadecimal",
        "jdbc:chroma://h/%4| hexadecimal",
        "jdbc:chroma://h/%ff| UTF-8",
        "jdbc:chroma://u:secret@h| user and password",
        "jdbc:chroma://h?ssl| no value",
        "jdbc:chroma://h?ssl=true&ssl=true| twice",
        "jdbc:chroma://h?pagesize=5| Did you mean 'pageSize'",
        "jdbc:chroma://h?conectTimeout=5| Did you mean 'connectTimeout'",
        "jdbc:chroma:cloud| apiKey",
        "jdbc:chroma:cloud/a/b?apiKey=k| tenant of Chroma Cloud",
        "jdbc:chroma:cloud?apiKey=k&ssl=false| https only",
        "jdbc:chroma://h?ssl=maybe| true or false",
        "jdbc:chroma://h?pageSize=0| whole number from 1",
        "jdbc:chroma://h?pageSize=| whole number from 1",
        "jdbc:chroma://h?pageSize=99999999999| whole number from 1",
        "jdbc:chroma://h?maxParallel=-1| whole number from 1",
        "jdbc:chroma://h?connectTimeout=0| a time",
        "jdbc:chroma://h?connectTimeout=soon| a time",
        "jdbc:chroma://h?socketTimeout=999999999m| a time",
        "jdbc:chroma://h?timeZone=Mars| time zone",
        "jdbc:chroma://h?embeddingColumn=shown| hidden, visible",
        "jdbc:chroma://h?columns=year| collection.key TYPE",
        "jdbc:chroma://h?headers=nonsense| Name: value",
        "jdbc:chroma://h?proxy=http://u:secret@p:1| host:port",
        "jdbc:chroma://h?indexUrl=ftp://x| http://HOST:PORT",
        "jdbc:chroma://localhost?token=secret&apiKey=secret| either token",
        "jdbc:chroma://localhost?password=secret| needs the property user",
        "jdbc:chroma://h?token=secret| plain http",
        "jdbc:chroma://h?user=u&password=secret| plain http",
        "jdbc:chroma://h?apiKey=secret| plain http",
        "jdbc:chroma://h?headers=Authorization: secret| plain http",
        "jdbc:chroma://h?indexUrl=http://x&indexToken=secret| plain http",
      })
  void aWrongUrlSaysWhatIsWrongAndTellsNoSecret(String url, String said) {
    SQLException failure = catchThrowableOfType(SQLException.class, () -> read(url));
    assertThat(failure.getSQLState()).isEqualTo("08001");
    assertThat(failure.getMessage()).contains(said.strip()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:chroma://localhost?token=x",
        "jdbc:chroma://127.0.0.1?token=x",
        "jdbc:chroma://[::1]?token=x",
        "jdbc:chroma://h?token=x&ssl=true",
        "jdbc:chroma://h?token=x&allowInsecureAuth=true"
      })
  void credentialsTravelEncryptedOrNotAtAllUnlessAllowed(String url) throws SQLException {
    assertThat(read(url).credentials()).isEqualTo(new Credentials.Token("x"));
  }

  @Test
  void aPropertyThatIsNotKnownIsAWarningInProperties() throws SQLException {
    read("jdbc:chroma://h", "pagesize", "7", "ApplicationName", "tool");
    SQLWarning first = requireNonNull(warnings.first());
    assertThat(first.getSQLState()).isEqualTo("01S00");
    assertThat((Object) first.getNextWarning()).isNotNull();
  }

  @Test
  void emptyUserAndPasswordCountAsNone() throws SQLException {
    assertThat(read("jdbc:chroma://h", "user", "", "password", "").credentials())
        .isEqualTo(new Credentials.None());
    assertThat(read("jdbc:chroma://h?user=&password=").credentials())
        .isEqualTo(new Credentials.None());
    assertThat((Object) warnings.first()).isNull();
  }

  @Test
  void theUrlWinsOverProperties() throws SQLException {
    ConnectionSettings settings =
        read("jdbc:chroma://h?pageSize=5", "pageSize", "7", "maxColumns", "9");
    assertThat(settings.engine().pageSize()).isEqualTo(5);
    assertThat(settings.engine().maxColumns()).isEqualTo(9);
  }

  @Test
  void valuesAreReadAsWhatTheyAre() throws SQLException {
    ConnectionSettings settings =
        read(
            "jdbc:chroma://h?connectTimeout=1500&socketTimeout=2s&timeZone=Europe/Berlin"
                + "&columns=p.year BIGINT, p.price DECIMAL(10, 2); p.tags VARCHAR ARRAY"
                + "&headers=A: b; D:e&proxy=p:3128&allowedKeyVariables=A, B&readOnly=TRUE");
    assertThat(settings.network().connectTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.network().socketTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.engine().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.engine().declaredColumns())
        .isEqualTo(
            Map.of("p.year", "BIGINT", "p.price", "DECIMAL(10, 2)", "p.tags", "VARCHAR ARRAY"));
    assertThat(settings.embedding().allowedKeyVariables()).containsExactly("A", "B");
    assertThat(settings.network().proxy()).isPresent();
    assertThat(settings.readOnly()).isTrue();
  }

  @Test
  void noSecretIsTold() throws SQLException {
    ConnectionSettings settings =
        read(
            "jdbc:chroma://h/t/d?ssl=true&user=u&password=secret&indexToken=secret"
                + "&headers=X: secret&pageSize=5");
    assertThat(settings.toString()).doesNotContain("secret");
    assertThat(settings.publicUrl())
        .isEqualTo("jdbc:chroma://h:8000/t/d?ssl=true&user=u&pageSize=5");
    assertThat(read("jdbc:chroma://localhost?token=secret").toString()).doesNotContain("secret");
    assertThat(UrlParser.parse("jdbc:chroma://localhost?token=secret").toString())
        .doesNotContain("secret");
  }

  @Test
  void thePublicUrlOpensTheSamePlace() throws SQLException {
    ConnectionSettings settings =
        read("jdbc:chroma://[::1]:81/a%20b/c%2Fd?columns=p.k%20BIGINT&timeZone=%2B02:00");
    assertThat(read(settings.publicUrl())).isEqualTo(settings);
  }

  @Test
  void foreignUrlsAreLeftToOthers() throws SQLException {
    ChromaDriver driver = ChromaDriver.with(any -> new InMemoryEngine(), Duration.ZERO, Map.of());
    assertThat(driver.acceptsURL("jdbc:postgresql://h")).isFalse();
    assertThat(driver.connect("jdbc:postgresql://h", new Properties())).isNull();
    assertThatThrownBy(() -> driver.connect(null, null))
        .isInstanceOf(SQLException.class)
        .extracting("SQLState")
        .isEqualTo("08001");
  }
}

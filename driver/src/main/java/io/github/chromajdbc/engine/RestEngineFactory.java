package io.github.chromajdbc.engine;

import io.github.chromajdbc.calcite.engine.ChromaEngine;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.MetadataIndex;
import io.github.chromajdbc.client.PatientStore;
import io.github.chromajdbc.client.Quotas;
import io.github.chromajdbc.client.rest.Credentials;
import io.github.chromajdbc.client.rest.RestChromaStore;
import io.github.chromajdbc.client.rest.RestSettings;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.embedding.TextEmbedder;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.remote.SidecarIndexService;
import io.github.chromajdbc.metadata.DriverVersion;
import io.github.chromajdbc.settings.ConnectionSettings;
import io.github.chromajdbc.settings.IndexSettings;
import io.github.chromajdbc.settings.NetworkSettings;
import io.github.chromajdbc.settings.RouteSettings;
import io.github.chromajdbc.settings.ServerKind;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Engines over servers that are reached through REST. */
public final class RestEngineFactory implements EngineFactory {

  @Override
  public Engine create(ConnectionSettings settings) {
    RestSettings server = server(settings);
    return over(PatientStore.within(server.quotas(), new RestChromaStore(server)), settings);
  }

  /** An engine over a store of any kind, which it takes over. */
  public static Engine over(ChromaStore store, ConnectionSettings settings) {
    TextEmbedder embedder = new TextEmbedder(embedding(settings));
    return new ChromaEngine(
        store,
        (collection, model, text, warnings, cancellation) ->
            embedder
                .embed(
                    collection,
                    model,
                    List.of(text),
                    EmbeddingPurpose.QUERY,
                    warnings,
                    cancellation)
                .get(0),
        settings.engine(),
        indexes(settings.index()),
        routes(settings.routes()));
  }

  private static RouteConfiguration routes(RouteSettings settings) {
    return settings
        .text()
        .map(
            text ->
                RouteConfiguration.read(
                    text,
                    settings.fromUrl()
                        ? RouteConfiguration.Source.URL
                        : RouteConfiguration.Source.APPLICATION))
        .orElse(RouteConfiguration.NONE);
  }

  /** A local file wins over a sidecar; null without either. */
  private static @Nullable IndexAdministration indexes(IndexSettings settings) {
    if (settings.file().isPresent()) {
      return new SqliteIndexes(FileIndexService.open(Path.of(settings.file().get())));
    }
    return settings
        .url()
        .map(
            url ->
                new SqliteIndexes(
                    SidecarIndexService.connect(URI.create(url), settings.token().orElse(null))))
        .orElse(null);
  }

  private static RestSettings server(ConnectionSettings settings) {
    NetworkSettings network = settings.network();
    return new RestSettings(
            settings.endpoint().ssl(),
            settings.endpoint().host(),
            settings.endpoint().port(),
            settings.endpoint().pathPrefix(),
            credentials(settings.credentials()),
            network.headers(),
            network
                .proxy()
                .map(proxy -> new RestSettings.ProxyAddress(proxy.getHostString(), proxy.getPort()))
                .orElse(null),
            network.connectTimeout(),
            network.socketTimeout(),
            index(settings),
            settings.server() == ServerKind.CLOUD ? Quotas.CHROMA_CLOUD : Quotas.NONE)
        .withUserAgent("chroma-jdbc/" + DriverVersion.TEXT);
  }

  private static MetadataIndex index(ConnectionSettings settings) {
    return switch (settings.server()) {
      case SINGLE -> MetadataIndex.SINGLE_NODE;
      case DISTRIBUTED, CLOUD -> MetadataIndex.distributed(settings.smallIntegers());
    };
  }

  private static Credentials credentials(io.github.chromajdbc.settings.Credentials given) {
    if (given instanceof io.github.chromajdbc.settings.Credentials.Token token) {
      return new Credentials.Bearer(token.token());
    }
    if (given instanceof io.github.chromajdbc.settings.Credentials.Basic basic) {
      return new Credentials.Basic(basic.user(), basic.password());
    }
    if (given instanceof io.github.chromajdbc.settings.Credentials.ApiKey key) {
      return new Credentials.ChromaToken(key.key());
    }
    return new Credentials.None();
  }

  private static EmbeddingSettings embedding(ConnectionSettings settings) {
    return new EmbeddingSettings(
        settings.embedding().embedding().orElse(null),
        settings.embedding().classNamesAllowed(),
        settings.embedding().allowedKeyVariables(),
        List.copyOf(settings.embedding().allowedHosts()),
        settings.network().connectTimeout(),
        EmbeddingSettings.DEFAULT.requestTimeout(),
        System::getenv,
        settings.network().proxy().map(RestEngineFactory::selector).orElse(null));
  }

  private static @Nullable ProxySelector selector(InetSocketAddress proxy) {
    return ProxySelector.of(new InetSocketAddress(proxy.getHostString(), proxy.getPort()));
  }
}

package io.github.chromajdbc.settings;

import io.github.chromajdbc.calcite.statement.EngineOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * What a URL and its properties come to. Connections with equal settings share an engine.
 *
 * @param server what kind of Chroma answers
 * @param smallIntegers whether whole numbers in metadata are promised to fit into 32 bits
 * @param tenant empty when it is to be learnt from the credentials
 * @param database empty when it is to be learnt from the credentials
 * @param routes the routed tables
 * @param maxScrollRows most rows that a result set keeps to scroll in
 * @param slowStatement a statement that takes longer is logged; zero for none
 * @param publicUrl a URL that opens the same connection once its secrets are added
 */
public record ConnectionSettings(
    Endpoint endpoint,
    ServerKind server,
    boolean smallIntegers,
    Optional<String> tenant,
    Optional<String> database,
    Credentials credentials,
    NetworkSettings network,
    EngineOptions engine,
    EmbeddingSettings embedding,
    IndexSettings index,
    RouteSettings routes,
    boolean readOnly,
    int maxScrollRows,
    Duration slowStatement,
    String publicUrl) {}

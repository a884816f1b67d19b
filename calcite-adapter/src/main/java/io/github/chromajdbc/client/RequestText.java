package io.github.chromajdbc.client;

/**
 * A request as it would be sent, for EXPLAIN. Credentials are never part of it.
 *
 * @param operation for REST the method and path, e.g. {@code POST .../collections/docs/get}
 * @param body the JSON body, one line; empty when the request has none
 */
public record RequestText(String operation, String body) {}
